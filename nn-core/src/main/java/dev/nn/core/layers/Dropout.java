package dev.nn.core.layers;

import dev.nn.api.graph.Value;
import dev.nn.api.layer.Layer;
import dev.nn.api.layer.LayerScope;
import dev.nn.api.spec.Doc;
import dev.nn.api.spec.Range;
import dev.nn.api.spec.Type;
import dev.nn.api.tensor.Shape;

/**
 * y = x·m/(1 − rate), where each element of m is 1 with probability 1 − rate and 0 otherwise, drawn
 * anew at every training step; y = x in inference. Shapes: x [batch, ...] → y [batch, ...].
 * Srivastava et al. (2014).
 *
 * @param rate share of the elements that are dropped, in [0, 1)
 */
@Type("dropout")
@Doc("in training, sets a random share of x to 0 and scales up the rest")
public record Dropout(
    @Doc("share of the elements that are dropped") @Range(min = 0, max = 1, maxExclusive = true)
        double rate)
    implements Layer {

  /** Drops this share. */
  public static Dropout of(double rate) {
    return new Dropout(rate);
  }

  @Override
  public Value apply(LayerScope scope, Value x) {
    if (!scope.training() || rate == 0) {
      return x;
    }
    Value kept = scope.randomUniform(x.shape()).greaterEqual(rate);
    return kept.select(x.scale(1 / (1 - rate)), x.constant(0));
  }

  /** For each element 0 with probability {@code rate}, otherwise 1/(1 − rate). */
  static Value factors(LayerScope scope, Shape shape, double rate) {
    Value kept = scope.randomUniform(shape).greaterEqual(rate);
    return kept.cast(scope.dtype()).scale(1 / (1 - rate));
  }
}
