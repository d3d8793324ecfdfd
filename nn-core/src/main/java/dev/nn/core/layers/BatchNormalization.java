package dev.nn.core.layers;

import dev.nn.api.graph.Value;
import dev.nn.api.layer.Constraint;
import dev.nn.api.layer.Initializer;
import dev.nn.api.layer.Layer;
import dev.nn.api.layer.LayerScope;
import dev.nn.api.layer.LayerScope.ParameterSpec;
import dev.nn.api.layer.Regularizer;
import dev.nn.api.op.BatchNorm;
import dev.nn.api.op.Reduction;
import dev.nn.api.spec.Default;
import dev.nn.api.spec.Doc;
import dev.nn.api.spec.Range;
import dev.nn.api.spec.Type;
import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.ShapeException;
import dev.nn.api.tensor.ShapeException.Kind;
import dev.nn.core.initializers.Ones;
import dev.nn.core.initializers.Zeros;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * y = γ·(x − μ)/√(σ² + ε) + β for each channel, μ and σ² the mean and population variance over all
 * other axes: of the batch in training, the running ones in inference and when not trainable. In
 * training, running ← momentum·running + (1 − momentum)·batch. Shapes: x [batch, channels, ...] → y
 * likewise; {@code gamma}, {@code beta}, and the state {@code moving_mean}, {@code moving_variance}
 * [channels]. Ioffe and Szegedy (2015).
 *
 * @param axis of the channels
 * @param momentum of the running mean and variance, in [0, 1)
 * @param epsilon ε, &gt; 0
 * @param center whether there is β
 * @param scale whether there is γ
 * @param betaInitializer first values of β
 * @param gammaInitializer first values of γ
 * @param movingMeanInitializer first values of the running mean
 * @param movingVarianceInitializer first values of the running variance
 * @param betaRegularizer what β costs
 * @param gammaRegularizer what γ costs
 * @param betaConstraint what β is made to satisfy after each update
 * @param gammaConstraint what γ is made to satisfy after each update
 */
@Type(value = "batch_normalization", aliases = "batch_norm")
@Doc("y = γ·(x − μ)/√(σ² + ε) + β for each channel, over the batch")
public record BatchNormalization(
    @Default("1") @Doc("axis of the channels") int axis,
    @Default("0.99")
        @Doc("momentum of the running mean and variance")
        @Range(min = 0, max = 1, maxExclusive = true)
        double momentum,
    @Default("0.001") @Doc("ε") @Range(min = 0, minExclusive = true) double epsilon,
    @Default("true") @Doc("whether there is β") boolean center,
    @Default("true") @Doc("whether there is γ") boolean scale,
    @Default("zeros") @Doc("first values of β") Initializer betaInitializer,
    @Default("ones") @Doc("first values of γ") Initializer gammaInitializer,
    @Default("zeros") @Doc("first values of the running mean") Initializer movingMeanInitializer,
    @Default("ones") @Doc("first values of the running variance")
        Initializer movingVarianceInitializer,
    @Doc("what β costs") Optional<Regularizer> betaRegularizer,
    @Doc("what γ costs") Optional<Regularizer> gammaRegularizer,
    @Doc("what β satisfies after each update") Optional<Constraint> betaConstraint,
    @Doc("what γ satisfies after each update") Optional<Constraint> gammaConstraint)
    implements Layer {

  /** Over axis 1, everything else as by default. */
  public static BatchNormalization of() {
    return new BatchNormalization(
        1,
        0.99,
        0.001,
        true,
        true,
        new Zeros(),
        new Ones(),
        new Zeros(),
        new Ones(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /**
   * @throws ShapeException if x has no such axis, or it is the batch axis
   */
  @Override
  public Value apply(LayerScope scope, Value x) {
    int channelAxis = x.shape().axis(axis);
    if (channelAxis == 0) {
      throw new ShapeException(
              Kind.AXES, "batch_normalization cannot take the batch axis for the channels")
          .about("axis")
          .helping("axis 1 are the channels of images");
    }
    Shape channels = Shape.of(x.shape().size(axis));
    Value movingMean = scope.state("moving_mean", channels, movingMeanInitializer);
    Value movingVariance = scope.state("moving_variance", channels, movingVarianceInitializer);
    Shape kept = Axes.keeping(x.shape(), channelAxis);
    int[] others = IntStream.range(0, x.shape().rank()).filter(i -> i != channelAxis).toArray();
    // A frozen layer normalises as in inference, as Keras does.
    boolean training = scope.training() && scope.trainable();
    if (training && scale && center && channelAxis == 1) {
      // The usual case is one op, which a backend can run in few passes over memory.
      Value gamma = gamma(scope, channels);
      Value beta = beta(scope, channels);
      List<Value> outputs = scope.builder().emit(new BatchNorm(epsilon), List.of(x, gamma, beta));
      scope.updateState(movingMean, moved(movingMean, outputs.get(1)));
      scope.updateState(movingVariance, moved(movingVariance, outputs.get(2)));
      return outputs.get(0);
    }
    Value mean = training ? x.reduce(Reduction.MEAN, true, others) : movingMean.reshape(kept);
    Value centred = x.subtract(mean);
    Value variance =
        training
            ? centred.square().reduce(Reduction.MEAN, true, others)
            : movingVariance.reshape(kept);
    if (training) {
      scope.updateState(movingMean, moved(movingMean, mean.reshape(channels)));
      scope.updateState(movingVariance, moved(movingVariance, variance.reshape(channels)));
    }
    // All that is per channel is computed per channel, so that x is passed over once.
    Value factor = variance.add(epsilon).sqrt().reciprocal();
    if (scale) {
      factor = factor.multiply(gamma(scope, kept));
    }
    Value y = centred.multiply(factor);
    return center ? y.add(beta(scope, kept)) : y;
  }

  private Value gamma(LayerScope scope, Shape kept) {
    ParameterSpec spec = ParameterSpec.of(Shape.of(kept.elements()), gammaInitializer);
    return scope
        .parameter("gamma", spec.regularized(gammaRegularizer).constrained(gammaConstraint))
        .reshape(kept);
  }

  private Value beta(LayerScope scope, Shape kept) {
    ParameterSpec spec = ParameterSpec.of(Shape.of(kept.elements()), betaInitializer);
    return scope
        .parameter("beta", spec.regularized(betaRegularizer).constrained(betaConstraint))
        .reshape(kept);
  }

  private Value moved(Value running, Value batch) {
    return running.scale(momentum).add(batch.scale(1 - momentum));
  }
}
