package dev.nn.core.layers;

import dev.nn.api.graph.Value;
import dev.nn.api.layer.Constraint;
import dev.nn.api.layer.Initializer;
import dev.nn.api.layer.Layer;
import dev.nn.api.layer.LayerScope;
import dev.nn.api.layer.LayerScope.ParameterSpec;
import dev.nn.api.layer.Regularizer;
import dev.nn.api.op.LayerNorm;
import dev.nn.api.op.Reduction;
import dev.nn.api.spec.Default;
import dev.nn.api.spec.Doc;
import dev.nn.api.spec.Range;
import dev.nn.api.spec.Type;
import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.ShapeException;
import dev.nn.core.initializers.Ones;
import dev.nn.core.initializers.Zeros;
import java.util.List;
import java.util.Optional;

/**
 * y = γ·(x − μ)/√(σ² + ε) + β, μ and σ² the mean and population variance of each example over the
 * given axes. Shapes: x [batch, ...] → y [batch, ...]; {@code gamma}, {@code beta} have the sizes
 * of those axes. Ba, Kiros and Hinton (2016).
 *
 * @param axis the axes, in any order
 * @param epsilon ε, &gt; 0
 * @param center whether there is β
 * @param scale whether there is γ
 * @param betaInitializer first values of β
 * @param gammaInitializer first values of γ
 * @param betaRegularizer what β costs
 * @param gammaRegularizer what γ costs
 * @param betaConstraint what β is made to satisfy after each update
 * @param gammaConstraint what γ is made to satisfy after each update
 */
@Type(value = "layer_normalization", aliases = "layer_norm")
@Doc("y = γ·(x − μ)/√(σ² + ε) + β for each example, over some axes")
public record LayerNormalization(
    @Default("[-1]") @Doc("one axis, or several") List<Integer> axis,
    @Default("0.001") @Doc("ε") @Range(min = 0, minExclusive = true) double epsilon,
    @Default("true") @Doc("whether there is β") boolean center,
    @Default("true") @Doc("whether there is γ") boolean scale,
    @Default("zeros") @Doc("first values of β") Initializer betaInitializer,
    @Default("ones") @Doc("first values of γ") Initializer gammaInitializer,
    @Doc("what β costs") Optional<Regularizer> betaRegularizer,
    @Doc("what γ costs") Optional<Regularizer> gammaRegularizer,
    @Doc("what β satisfies after each update") Optional<Constraint> betaConstraint,
    @Doc("what γ satisfies after each update") Optional<Constraint> gammaConstraint)
    implements Layer {

  /**
   * Copies the axes.
   *
   * @throws IllegalArgumentException if axis is empty
   */
  public LayerNormalization {
    axis = List.copyOf(axis);
    if (axis.isEmpty()) {
      throw new IllegalArgumentException("layer_normalization needs at least one axis");
    }
  }

  /** Over the last axis, everything else as by default. */
  public static LayerNormalization of() {
    return new LayerNormalization(
        List.of(-1),
        0.001,
        true,
        true,
        new Zeros(),
        new Ones(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /**
   * @throws ShapeException if x has no such axis, or one is the batch
   */
  @Override
  public Value apply(LayerScope scope, Value x) {
    int[] axes = Axes.ofExample("layer_normalization", x.shape(), axis);
    Shape own = Axes.only(x.shape(), axes);
    int first = x.shape().rank() - axes.length;
    if (scale && center && axes[0] == first) {
      // The usual case is one op, which a backend can run in one pass over memory.
      Shape rows = x.shape().subshape(0, first).concat(Shape.of(own.elements()));
      Value gamma = gamma(scope, own).reshape(own.elements());
      Value beta = beta(scope, own).reshape(own.elements());
      return scope
          .builder()
          .emit(new LayerNorm(epsilon), List.of(x.reshape(rows), gamma, beta))
          .get(0)
          .reshape(x.shape());
    }
    Value centred = x.subtract(x.reduce(Reduction.MEAN, true, axes));
    Value variance = centred.square().reduce(Reduction.MEAN, true, axes);
    Value y = centred.multiply(variance.add(epsilon).sqrt().reciprocal());
    Shape kept = Axes.keeping(x.shape(), axes);
    if (scale) {
      y = y.multiply(gamma(scope, own).reshape(kept));
    }
    return center ? y.add(beta(scope, own).reshape(kept)) : y;
  }

  // Made with the axes' sizes alone, used with size 1 on all others.
  private Value gamma(LayerScope scope, Shape own) {
    ParameterSpec spec = ParameterSpec.of(own, gammaInitializer);
    return scope.parameter(
        "gamma", spec.regularized(gammaRegularizer).constrained(gammaConstraint));
  }

  private Value beta(LayerScope scope, Shape own) {
    ParameterSpec spec = ParameterSpec.of(own, betaInitializer);
    return scope.parameter("beta", spec.regularized(betaRegularizer).constrained(betaConstraint));
  }
}
