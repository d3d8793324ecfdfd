package dev.nn.core.layers;

import dev.nn.api.graph.Value;
import dev.nn.api.layer.Initializer;
import dev.nn.api.layer.Layer;
import dev.nn.api.layer.LayerScope;
import dev.nn.api.layer.LayerScope.ParameterSpec;
import dev.nn.api.spec.Default;
import dev.nn.api.spec.Doc;
import dev.nn.api.spec.Range;
import dev.nn.api.spec.Type;
import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.ShapeException;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * y = layer(x) with W/σ in place of its kernel W, σ the greatest singular value of W, as far as it
 * is known: W no longer stretches anything by more than 1. As a matrix, the first axis of W has the
 * rows. With |·| to length 1, in training {@code power_iterations} times
 *
 * <pre>
 * v = |uW|,  u = |vWᵀ|
 * </pre>
 *
 * and σ = uWvᵀ; each step goes on from the last one's u. In inference and when not trainable u
 * stays as it is, and v = |uW|. Gradients flow through u and v too. Shapes: those of the layer; its
 * parameters are this layer's own; W is {@code kernel}, or {@code embeddings}; state {@code u} of
 * W's first axis. Miyato et al. (2018).
 *
 * @param layer with a kernel, such as dense or conv2d
 * @param powerIterations steps towards σ in each training step, ≥ 1
 */
@Type("spectral_normalization")
@Doc("a layer with its kernel divided by the kernel's greatest singular value")
public record SpectralNormalization(
    @Doc("what has the kernel") Layer layer,
    @Default("1") @Doc("steps of the power iteration in each training step") @Range(min = 1)
        int powerIterations)
    implements Layer {
  private static final double SMALLEST = 1e-12;

  /**
   * @throws ShapeException if the layer has no kernel, or two of them as recurrent layers have
   */
  @Override
  public Value apply(LayerScope scope, Value x) {
    KernelScope kernels =
        new KernelScope(scope, kernel -> kernel.divide(sigma(scope, matrix(kernel))));
    Value y = layer.apply(kernels, List.of(x));
    if (!kernels.isOne()) {
      throw new ShapeException("spectral_normalization needs a layer with one kernel")
          .about("layer")
          .helping(
              "dense, einsum_dense, the convolutions and embedding have one; recurrent layers have two");
    }
    return y;
  }

  private static Value matrix(Value kernel) {
    Shape shape = kernel.shape();
    return kernel.reshape(shape.size(0), shape.elements() / shape.size(0));
  }

  private Value sigma(LayerScope scope, Value w) {
    int rows = w.shape().size(0);
    Value state = scope.state("u", Shape.of(rows), new UnitVector());
    Value u = state.reshape(1, rows);
    Value v = unit(u.matmul(w));
    if (scope.training() && scope.trainable()) {
      u = unit(v.matmul(w, false, true));
      for (int i = 1; i < powerIterations; i++) {
        v = unit(u.matmul(w));
        u = unit(v.matmul(w, false, true));
      }
      scope.updateState(state, u.reshape(rows));
    }
    return u.matmul(w).multiply(v).sum().maximum(SMALLEST);
  }

  /** To length 1; a vector of zeros stays one. */
  private static Value unit(Value x) {
    return x.divide(x.square().sum().maximum(SMALLEST).sqrt());
  }

  /** A random direction. */
  private record UnitVector() implements Initializer {
    @Override
    public double[] sample(ParameterSpec parameter, RandomGenerator random) {
      double[] values = new double[parameter.shape().elements()];
      Arrays.setAll(values, i -> random.nextGaussian());
      double length = Math.sqrt(Arrays.stream(values).map(v -> v * v).sum());
      return Arrays.stream(values).map(v -> v / length).toArray();
    }
  }
}
