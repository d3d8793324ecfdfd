package dev.nn.core.optimizers;

import dev.nn.api.graph.Value;
import dev.nn.api.op.Reduction;
import dev.nn.api.spec.Alias;
import dev.nn.api.spec.Default;
import dev.nn.api.spec.Doc;
import dev.nn.api.spec.Inline;
import dev.nn.api.spec.Range;
import dev.nn.api.spec.Type;
import dev.nn.api.tensor.Shape;
import dev.nn.api.train.Optimizer;
import dev.nn.api.train.Schedule;
import dev.nn.api.train.UpdateRules;
import dev.nn.api.train.UpdateScope;
import dev.nn.core.schedules.Constant;
import java.util.Optional;

/**
 * Gradient descent scaled by an estimate of g² that takes a row and a column instead of a matrix.
 * With g = ∂C/∂θ, in step t = 1, 2, …, for each parameter; rms is the root mean square, and rows
 * and columns are the last two axes:
 *
 * <pre>
 * θ ← θ − η·λ·θ              (weight decay λ, if any)
 * β = 1 − t^γ,  q = g² + ε₁
 * r ← β·r + (1 − β)·mean of q over columns,  c ← β·c + (1 − β)·mean of q over rows
 * v = (r/mean of r)·c        (with fewer than two axes: v ← β·v + (1 − β)·q)
 * u = g/√v
 * θ ← θ − max(ε₂, rms θ)·min(η, 1/√t)·u/max(1, rms u/d)
 * </pre>
 *
 * State, 0 at first: r {@code row}, c {@code column}, or v {@code velocity}. Shazeer and Stern
 * (2018).
 *
 * @param learningRate η
 * @param beta_2Decay γ ≤ 0
 * @param epsilon_1 ε₁ &gt; 0
 * @param epsilon_2 ε₂ ≥ 0, smallest scale of θ
 * @param clipThreshold d &gt; 0
 * @param relativeStep taken over from Keras, where η is bounded by 1/√t whether it is set or not
 * @param weightDecay λ ≥ 0
 * @param updateRules what all optimizers have in common
 */
@Type("adafactor")
@Doc("θ ← θ − max(ε₂, rms θ)·min(η, 1/√t)·g/√v, v from rows and columns of g²")
public record Adafactor(
    @Default("0.001") @Alias("lr") @Doc("η") Schedule learningRate,
    // Underscores, against Java's custom: the keys are Keras's.
    @Default("-0.8") @Doc("power of t in the memory of g²") @Range(max = 0) double beta_2Decay,
    @Default("1e-30") @Doc("keeps the divisor away from 0") @Range(min = 0, minExclusive = true)
        double epsilon_1,
    @Default("1e-3") @Doc("smallest scale of θ") @Range(min = 0) double epsilon_2,
    @Default("1.0") @Doc("greatest root mean square of a step") @Range(min = 0, minExclusive = true)
        double clipThreshold,
    @Default("true") @Doc("as in Keras: η is bounded by 1/√t either way") boolean relativeStep,
    @Doc("θ shrinks by η·weight_decay·θ in each step") @Range(min = 0) Optional<Double> weightDecay,
    @Inline UpdateRules updateRules)
    implements Optimizer {

  /** With a constant learning rate, everything else as by default. */
  public static Adafactor of(double learningRate) {
    return new Adafactor(
        new Constant(learningRate), -0.8, 1e-30, 1e-3, 1, true, Optional.empty(), UpdateRules.NONE);
  }

  @Override
  public boolean elementwise() {
    return false;
  }

  @Override
  public Value update(UpdateScope scope, Value parameter, Value gradient) {
    Value theta = WeightDecay.apply(scope, parameter, weightDecay);
    Value u = gradient.divide(meanSquare(scope, gradient.square().add(epsilon_1)).sqrt());
    Value rate = scope.scalar("bounded_rate", (t, eta) -> Math.min(eta, 1 / Math.sqrt(t)));
    Value scale = rms(theta).maximum(epsilon_2).multiply(rate);
    Value excess = rms(u).scale(1 / clipThreshold).maximum(1);
    return theta.subtract(u.multiply(scale.divide(excess)));
  }

  private Value meanSquare(UpdateScope scope, Value q) {
    Value share = scope.scalar("share", t -> Math.pow(t, beta_2Decay));
    Shape shape = q.shape();
    if (shape.rank() < 2) {
      return mean(scope, "velocity", share, q);
    }
    Value row = mean(scope, "row", share, q.reduce(Reduction.MEAN, true, -1));
    Value column = mean(scope, "column", share, q.reduce(Reduction.MEAN, true, -2));
    return row.divide(row.reduce(Reduction.MEAN, true, -2)).multiply(column);
  }

  private static Value mean(UpdateScope scope, String name, Value share, Value x) {
    Value mean = scope.state(name, x.shape(), 0);
    Value next = mean.add(x.subtract(mean).multiply(share));
    scope.updateState(mean, next);
    return next;
  }

  private static Value rms(Value x) {
    return x.square().mean().sqrt();
  }
}
