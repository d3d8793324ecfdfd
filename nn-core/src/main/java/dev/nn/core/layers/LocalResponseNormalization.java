package dev.nn.core.layers;

import dev.nn.api.graph.Value;
import dev.nn.api.layer.Layer;
import dev.nn.api.layer.LayerScope;
import dev.nn.api.spec.Default;
import dev.nn.api.spec.Doc;
import dev.nn.api.spec.Range;
import dev.nn.api.spec.Type;
import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.ShapeException;
import dev.nn.api.tensor.ShapeException.Kind;
import java.util.List;

/**
 * y[c] = x[c]/(k + α/size · Σ x[i]²)^β, the sum over {@code size} neighbouring channels i from c −
 * ⌊size/2⌋ on, as many of them as there are. Shapes: x [batch, channels, ...] → y likewise. As
 * PyTorch's layer of this name; Deeplearning4j and the paper do not divide α by the size, and begin
 * with k = 2. Krizhevsky, Sutskever and Hinton (2012).
 *
 * @param size channels that are looked at, ≥ 1
 * @param alpha α, ≥ 0
 * @param beta β
 * @param k what is added, &gt; 0
 */
@Type(value = "local_response_normalization", aliases = "local_response_norm")
@Doc("y = x/(k + α·mean x²)^β, the mean over neighbouring channels")
public record LocalResponseNormalization(
    @Default("5") @Doc("neighbouring channels that are looked at") @Range(min = 1) int size,
    @Default("0.0001") @Doc("α") @Range(min = 0) double alpha,
    @Default("0.75") @Doc("β") double beta,
    @Default("1.0") @Doc("k") @Range(min = 0, minExclusive = true) double k)
    implements Layer {

  /**
   * @throws ShapeException if x has no channels
   */
  @Override
  public Value apply(LayerScope scope, Value x) {
    if (x.shape().rank() < 2 || !x.dtype().isFloating()) {
      throw new ShapeException(
          Kind.AXES, "local_response_normalization needs numbers [batch, channels, ...]");
    }
    Shape shape = x.shape();
    int channels = shape.size(1);
    Value squares = Resampling.padded(x.square(), 1, List.of(size / 2, (size - 1) / 2));
    Value sum = squares.slice(1, 0, channels);
    for (int i = 1; i < size; i++) {
      sum = sum.add(squares.slice(1, i, channels));
    }
    return x.divide(sum.scale(alpha / size).add(k).power(beta));
  }
}
