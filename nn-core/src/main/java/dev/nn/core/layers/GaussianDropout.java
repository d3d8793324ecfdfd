package dev.nn.core.layers;

import dev.nn.api.graph.Value;
import dev.nn.api.layer.Layer;
import dev.nn.api.layer.LayerScope;
import dev.nn.api.spec.Doc;
import dev.nn.api.spec.Range;
import dev.nn.api.spec.Type;

/**
 * y = x·(1 + √(rate/(1 − rate))·n), n normally distributed with mean 0 and variance 1, drawn anew
 * at every training step; y = x in inference. Shapes: x [batch, ...] → y [batch, ...]. Srivastava
 * et al. (2014), section 10.
 *
 * @param rate in [0, 1); the noise has the variance that dropping this share would have
 */
@Type("gaussian_dropout")
@Doc("in training, multiplies x by noise around 1")
public record GaussianDropout(
    @Doc("share whose dropping would have the same variance")
        @Range(min = 0, max = 1, maxExclusive = true)
        double rate)
    implements Layer {
  @Override
  public Value apply(LayerScope scope, Value x) {
    if (!scope.training() || rate == 0) {
      return x;
    }
    Value noise = scope.randomNormal(x.shape()).scale(Math.sqrt(rate / (1 - rate)));
    return x.multiply(noise.add(1));
  }
}
