package dev.nn.core.layers;

import dev.nn.api.graph.Value;
import dev.nn.api.layer.Constraint;
import dev.nn.api.layer.Initializer;
import dev.nn.api.layer.Layer;
import dev.nn.api.layer.LayerScope;
import dev.nn.api.layer.Regularizer;
import dev.nn.api.spec.Default;
import dev.nn.api.spec.Doc;
import dev.nn.api.spec.Range;
import dev.nn.api.spec.Type;
import dev.nn.api.tensor.ShapeException;
import dev.nn.api.tensor.ShapeException.Kind;
import java.util.Optional;

/**
 * y = γ·(x − μ)/√(σ² + ε) + β, μ and σ² the mean and population variance of each channel of each
 * example: {@link GroupNormalization} with a group for each channel. Shapes: x [batch, channels,
 * ...] → y likewise; {@code gamma}, {@code beta} [channels]. Ulyanov, Vedaldi and Lempitsky (2016).
 *
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
@Type(value = "instance_normalization", aliases = "instance_norm")
@Doc("y = γ·(x − μ)/√(σ² + ε) + β for each channel of each example")
public record InstanceNormalization(
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
   * @throws ShapeException if x has no axes besides batch and channels, or no such axis, or it is
   *     the batch
   */
  @Override
  public Value apply(LayerScope scope, Value x) {
    if (x.shape().rank() < 3) {
      throw new ShapeException(
          Kind.AXES,
          "instance_normalization needs input [batch, channels, ...]: a channel with one number has"
              + " no variance");
    }
    return new GroupNormalization(
            -1,
            axis,
            epsilon,
            center,
            scale,
            betaInitializer,
            gammaInitializer,
            betaRegularizer,
            gammaRegularizer,
            betaConstraint,
            gammaConstraint)
        .apply(scope, x);
  }
}
