package dev.nn.core.layers;

import dev.nn.api.graph.Value;
import dev.nn.api.layer.Constraint;
import dev.nn.api.layer.Initializer;
import dev.nn.api.layer.Layer;
import dev.nn.api.layer.LayerScope;
import dev.nn.api.layer.LayerScope.ParameterSpec;
import dev.nn.api.layer.Regularizer;
import dev.nn.api.op.Reduction;
import dev.nn.api.spec.Default;
import dev.nn.api.spec.Doc;
import dev.nn.api.spec.Range;
import dev.nn.api.spec.Type;
import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.ShapeException;
import dev.nn.api.tensor.ShapeException.Kind;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * y = γ·(x − μ)/√(σ² + ε) + β, μ and σ² the mean and population variance of each example over a
 * group of neighbouring channels and all other axes. Shapes: x [batch, channels, ...] → y likewise;
 * {@code gamma}, {@code beta} [channels]. Wu and He (2018).
 *
 * @param groups number of groups, which divides the channels; −1 makes each channel a group
 * @param axis of the channels
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
@Type(value = "group_normalization", aliases = "group_norm")
@Doc("y = γ·(x − μ)/√(σ² + ε) + β for each example, over groups of channels")
public record GroupNormalization(
    @Default("32") @Doc("number of groups; -1 makes each channel a group") @Range(min = -1)
        int groups,
    @Default("1") @Doc("axis of the channels") int axis,
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
   * Checks the number of groups.
   *
   * @throws IllegalArgumentException if groups is 0
   */
  public GroupNormalization {
    if (groups == 0) {
      throw new IllegalArgumentException("groups must be at least 1, or -1, not 0");
    }
  }

  /**
   * @throws ShapeException if x has no such axis, it is the batch, or the groups do not divide its
   *     size
   */
  @Override
  public Value apply(LayerScope scope, Value x) {
    Shape shape = x.shape();
    int channelAxis = Axes.ofExample("group_normalization", shape, axis);
    int channels = shape.size(channelAxis);
    int count = groups == -1 ? channels : groups;
    if (channels % count != 0) {
      throw new ShapeException(
              Kind.DIVISION,
              "group_normalization cannot cut %d channels (axis %d) into %d equal groups"
                  .formatted(channels, channelAxis, count))
          .about("groups")
          .helping("groups: %d divides them".formatted(Divisors.nearest(count, channels)));
    }
    Shape grouped =
        shape
            .subshape(0, channelAxis)
            .concat(Shape.of(count, channels / count))
            .concat(shape.subshape(channelAxis + 1, shape.rank()));
    int[] within = IntStream.range(1, grouped.rank()).filter(each -> each != channelAxis).toArray();
    Value g = x.reshape(grouped);
    Value centred = g.subtract(g.reduce(Reduction.MEAN, true, within));
    Value variance = centred.square().reduce(Reduction.MEAN, true, within);
    Value y = centred.multiply(variance.add(epsilon).sqrt().reciprocal()).reshape(shape);
    Shape kept = Axes.keeping(shape, channelAxis);
    if (scale) {
      ParameterSpec spec = ParameterSpec.of(Shape.of(channels), gammaInitializer);
      Value gamma =
          scope.parameter("gamma", spec.regularized(gammaRegularizer).constrained(gammaConstraint));
      y = y.multiply(gamma.reshape(kept));
    }
    if (center) {
      ParameterSpec spec = ParameterSpec.of(Shape.of(channels), betaInitializer);
      Value beta =
          scope.parameter("beta", spec.regularized(betaRegularizer).constrained(betaConstraint));
      y = y.add(beta.reshape(kept));
    }
    return y;
  }
}
