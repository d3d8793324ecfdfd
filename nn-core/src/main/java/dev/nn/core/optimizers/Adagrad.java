package dev.nn.core.optimizers;

import dev.nn.api.graph.Value;
import dev.nn.api.spec.Alias;
import dev.nn.api.spec.Default;
import dev.nn.api.spec.Doc;
import dev.nn.api.spec.Inline;
import dev.nn.api.spec.Range;
import dev.nn.api.spec.Type;
import dev.nn.api.train.Optimizer;
import dev.nn.api.train.Schedule;
import dev.nn.api.train.UpdateRules;
import dev.nn.api.train.UpdateScope;
import dev.nn.core.schedules.Constant;
import java.util.Optional;

/**
 * Gradient descent, each element scaled by the root of the sum of all its squares. With g = ∂C/∂θ:
 *
 * <pre>
 * θ ← θ − η·λ·θ              (weight decay λ, if any)
 * a ← a + g²
 * θ ← θ − η·g/√(a + ε)
 * </pre>
 *
 * State: a {@code accumulator}. Duchi, Hazan and Singer (2011).
 *
 * @param learningRate η
 * @param initialAccumulatorValue a at first, ≥ 0
 * @param epsilon ε &gt; 0, under the root
 * @param weightDecay λ ≥ 0
 * @param updateRules what all optimizers have in common
 */
@Type("adagrad")
@Doc("θ ← θ − η·g/√(a + ε), a the sum of g² so far")
public record Adagrad(
    @Default("0.001") @Alias("lr") @Doc("η") Schedule learningRate,
    @Default("0.1") @Doc("the sum at first") @Range(min = 0) double initialAccumulatorValue,
    @Default("1e-7") @Doc("keeps the root away from 0") @Range(min = 0, minExclusive = true)
        double epsilon,
    @Doc("θ shrinks by η·weight_decay·θ in each step") @Range(min = 0) Optional<Double> weightDecay,
    @Inline UpdateRules updateRules)
    implements Optimizer {

  /** With a constant learning rate, everything else as by default. */
  public static Adagrad of(double learningRate) {
    return new Adagrad(new Constant(learningRate), 0.1, 1e-7, Optional.empty(), UpdateRules.NONE);
  }

  @Override
  public Value update(UpdateScope scope, Value parameter, Value gradient) {
    Value theta = WeightDecay.apply(scope, parameter, weightDecay);
    Value sum = scope.state("accumulator", initialAccumulatorValue);
    Value next = sum.add(gradient.square());
    scope.updateState(sum, next);
    Value step = gradient.multiply(scope.learningRate());
    return theta.subtract(step.divide(next.add(epsilon).sqrt()));
  }
}
