package dev.nn.api.layer;

import dev.nn.api.graph.Value;
import java.util.List;

/** A layer of several inputs. */
public interface MergeLayer extends Layer {
  @Override
  Value apply(LayerScope scope, List<Value> inputs);

  @Override
  default Value apply(LayerScope scope, Value x) {
    return apply(scope, List.of(x));
  }
}
