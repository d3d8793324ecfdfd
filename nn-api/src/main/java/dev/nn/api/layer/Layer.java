package dev.nn.api.layer;

import dev.nn.api.graph.Value;
import dev.nn.api.tensor.ShapeException;
import java.util.List;

/**
 * A layer: a record whose components are its keys in a config and whose method is its formula. It
 * is called once for each graph that is made, with concrete shapes, and keeps nothing between
 * calls: parameters and running values come from the scope.
 */
public interface Layer {
  /**
   * The formula.
   *
   * @param scope parameters, state, randomness and mode
   * @param x the input, {@code [batch, ...]}
   * @return the output, {@code [batch, ...]}
   * @throws ShapeException if the input's shape does not fit, saying what was expected
   */
  Value apply(LayerScope scope, Value x);

  /**
   * The formula for a layer of several inputs; {@link MergeLayer} is for those.
   *
   * @throws ShapeException if there are more inputs than the layer takes
   */
  default Value apply(LayerScope scope, List<Value> inputs) {
    if (inputs.size() != 1) {
      throw new ShapeException("takes one input, not " + inputs.size());
    }
    return apply(scope, inputs.get(0));
  }
}
