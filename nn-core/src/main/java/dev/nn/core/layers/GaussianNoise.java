package dev.nn.core.layers;

import dev.nn.api.graph.Value;
import dev.nn.api.layer.Layer;
import dev.nn.api.layer.LayerScope;
import dev.nn.api.spec.Doc;
import dev.nn.api.spec.Range;
import dev.nn.api.spec.Type;

/**
 * y = x + stddev·n, n normally distributed with mean 0 and variance 1, drawn anew at every training
 * step; y = x in inference. Shapes: x [batch, ...] → y [batch, ...]. Bishop (1995).
 *
 * @param stddev standard deviation of the noise, ≥ 0
 */
@Type("gaussian_noise")
@Doc("in training, adds noise to x")
public record GaussianNoise(@Doc("standard deviation of the noise") @Range(min = 0) double stddev)
    implements Layer {
  @Override
  public Value apply(LayerScope scope, Value x) {
    if (!scope.training() || stddev == 0) {
      return x;
    }
    return x.add(scope.randomNormal(x.shape()).scale(stddev));
  }
}
