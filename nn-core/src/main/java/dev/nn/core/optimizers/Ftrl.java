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
 * Follow the regularised leader, for shallow models of many sparse features. With g = ∂C/∂θ, η &gt;
 * 0 and s(n) = n^(−p):
 *
 * <pre>
 * θ ← θ − η·λ·θ              (weight decay λ, if any)
 * n′ = n + g²
 * z ← z + g + 2·λ₃·θ − (s(n′) − s(n))/η·θ
 * θ ← (clip(z, −λ₁, λ₁) − z)/((s(n′) + β)/η + 2·λ₂)
 * n ← n′
 * </pre>
 *
 * State: n {@code accumulator}; z {@code linear}, 0 at first. McMahan et al. (2013).
 *
 * @param learningRate η
 * @param learningRatePower p ≤ 0
 * @param initialAccumulatorValue n at first, ≥ 0
 * @param l1RegularizationStrength λ₁ ≥ 0: elements with |z| ≤ λ₁ become 0
 * @param l2RegularizationStrength λ₂ ≥ 0
 * @param l2ShrinkageRegularizationStrength λ₃ ≥ 0: as if λ₃·θ² were part of the cost
 * @param beta β ≥ 0
 * @param weightDecay λ ≥ 0
 * @param updateRules what all optimizers have in common
 */
@Type("ftrl")
@Doc("θ ← (clip(z, −λ₁, λ₁) − z)/((√n + β)/η + 2·λ₂), z and n sums over g and g²")
public record Ftrl(
    @Default("0.001") @Alias("lr") @Doc("η") Schedule learningRate,
    @Default("-0.5") @Doc("−power of the sum of g² in the divisor; 0 for a fixed η") @Range(max = 0)
        double learningRatePower,
    @Default("0.1") @Doc("the sum of g² at first") @Range(min = 0) double initialAccumulatorValue,
    @Default("0.0") @Doc("λ₁: sets small elements to 0") @Range(min = 0)
        double l1RegularizationStrength,
    @Default("0.0") @Doc("λ₂: keeps elements small") @Range(min = 0)
        double l2RegularizationStrength,
    @Default("0.0") @Doc("λ₃: as if λ₃·θ² were part of the cost") @Range(min = 0)
        double l2ShrinkageRegularizationStrength,
    @Default("0.0") @Doc("added to the root of the sum of g²") @Range(min = 0) double beta,
    @Doc("θ shrinks by η·weight_decay·θ in each step") @Range(min = 0) Optional<Double> weightDecay,
    @Inline UpdateRules updateRules)
    implements Optimizer {

  /** With a constant learning rate, everything else as by default. */
  public static Ftrl of(double learningRate) {
    return new Ftrl(
        new Constant(learningRate), -0.5, 0.1, 0, 0, 0, 0, Optional.empty(), UpdateRules.NONE);
  }

  @Override
  public Value update(UpdateScope scope, Value parameter, Value gradient) {
    Value theta = WeightDecay.apply(scope, parameter, weightDecay);
    Value n = scope.state("accumulator", initialAccumulatorValue);
    Value z = scope.state("linear", 0);
    Value nextN = n.add(gradient.square());
    Value g =
        l2ShrinkageRegularizationStrength == 0
            ? gradient
            : gradient.add(theta.scale(2 * l2ShrinkageRegularizationStrength));
    Value inverseRate = scope.scalar("inverse_rate", (t, rate) -> 1 / rate);
    Value root = root(nextN);
    Value sigma = root.subtract(root(n)).multiply(inverseRate);
    Value nextZ = z.add(g.subtract(sigma.multiply(theta)));
    scope.updateState(n, nextN);
    scope.updateState(z, nextZ);
    Value divisor = root.add(beta).multiply(inverseRate).add(2 * l2RegularizationStrength);
    Value clipped = nextZ.clip(-l1RegularizationStrength, l1RegularizationStrength);
    return clipped.subtract(nextZ).divide(divisor);
  }

  private Value root(Value n) {
    return learningRatePower == -0.5 ? n.sqrt() : n.power(-learningRatePower);
  }
}
