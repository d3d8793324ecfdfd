package dev.nn.core.layers;

import dev.nn.api.graph.Value;
import dev.nn.api.layer.Layer;
import dev.nn.api.layer.LayerScope;
import dev.nn.api.op.Comparison;
import dev.nn.api.spec.Default;
import dev.nn.api.spec.Doc;
import dev.nn.api.spec.Type;
import dev.nn.api.tensor.ShapeException;

/**
 * Says which steps of a sequence count: those with a feature other than the mask value. At the
 * others y is 0, and layers that know masks, such as recurrent ones, pass over them. Shapes: x
 * [batch, time, features] → y likewise.
 *
 * @param maskValue of all features of a step that does not count
 */
@Type("masking")
@Doc("steps whose features all have one value do not count")
public record Masking(
    @Default("0.0") @Doc("what all features of a step have that does not count") double maskValue)
    implements Layer {
  /**
   * @throws ShapeException if x is no sequence
   */
  @Override
  public Value apply(LayerScope scope, Value x) {
    if (x.shape().rank() != 3 || !x.dtype().isFloating() || x.shape().size(2) == 0) {
      throw Layouts.STEPS.misfit("masking", x);
    }
    Value differs = x.compare(Comparison.NOT_EQUAL, x.constant(maskValue)).cast(x.dtype());
    Value counts = differs.max(-1).greater(0);
    Value y = counts.reshape(x.shape().with(-1, 1)).select(x, x.constant(0));
    scope.setMask(y, counts);
    return y;
  }
}
