package dev.nn.core.layers;

import dev.nn.api.graph.Value;
import dev.nn.api.layer.Layer;
import dev.nn.api.layer.LayerScope;
import dev.nn.api.spec.Doc;
import dev.nn.api.spec.Range;
import dev.nn.api.spec.Type;

/**
 * y = a·(m·x + (1 − m)·α′) + b, where each element of m is 1 with probability 1 − rate and 0
 * otherwise, drawn anew at every training step; y = x in inference. α′ = −1.7580993 is where selu
 * saturates; a = ((1 − rate)(1 + rate·α′²))^(−½) and b = −a·α′·rate keep mean 0 and variance 1.
 * Shapes: x [batch, ...] → y [batch, ...]. Klambauer et al. (2017).
 *
 * @param rate share of the elements that are dropped, in [0, 1)
 */
@Type("alpha_dropout")
@Doc("dropout that keeps mean and variance, for use with selu")
public record AlphaDropout(
    @Doc("share of the elements that are dropped") @Range(min = 0, max = 1, maxExclusive = true)
        double rate)
    implements Layer {
  private static final double SATURATION = -1.6732632423543772 * 1.0507009873554805;

  @Override
  public Value apply(LayerScope scope, Value x) {
    if (!scope.training() || rate == 0) {
      return x;
    }
    double a = 1 / Math.sqrt((1 - rate) * (1 + rate * SATURATION * SATURATION));
    double b = -a * SATURATION * rate;
    Value kept = scope.randomUniform(x.shape()).greaterEqual(rate);
    return kept.select(x.scale(a).add(b), x.constant(a * SATURATION + b));
  }
}
