package dev.nn.core.optimizers;

import dev.nn.api.graph.Value;
import dev.nn.api.spec.Alias;
import dev.nn.api.spec.Default;
import dev.nn.api.spec.Doc;
import dev.nn.api.spec.Inline;
import dev.nn.api.spec.Range;
import dev.nn.api.spec.Type;
import dev.nn.api.train.Optimizer;
import dev.nn.api.train.PathPattern;
import dev.nn.api.train.Schedule;
import dev.nn.api.train.UpdateRules;
import dev.nn.api.train.UpdateScope;
import dev.nn.core.schedules.Constant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Momentum whose step is made orthogonal, for matrices; {@link Adam} for everything else. With g =
 * ∂C/∂θ, for θ [rows, columns]:
 *
 * <pre>
 * θ ← θ − η·λ·θ
 * m ← μ·m + g
 * d = g + μ·m (Nesterov), or m
 * X = d/(‖d‖ + 10⁻⁷), transposed if it has more rows than columns
 * n times:  A = X·Xᵀ,  X ← a·X + (b·A + c·A²)·X        (Newton and Schulz)
 * θ ← θ − η·r·√max(rows, columns)·X
 * </pre>
 *
 * Adam is used for parameters with another number of axes, for embeddings unless told otherwise,
 * and for those excluded: the output layer is best among them. State: m {@code momentum}, and with
 * Adam {@code velocity}, 0 at first. Jordan et al. (2024); r after Liu et al. (2025).
 *
 * @param learningRate η
 * @param adamBeta_1 Adam's β₁, in [0, 1)
 * @param adamBeta_2 Adam's β₂, in [0, 1)
 * @param adamWeightDecay Adam's λ ≥ 0
 * @param epsilon Adam's ε &gt; 0
 * @param weightDecay λ ≥ 0, of matrices
 * @param excludeLayers {@linkplain PathPattern patterns} of parameters for Adam
 * @param excludeEmbeddings whether Adam has all parameters with {@code embedding} in their path
 * @param muonA a
 * @param muonB b
 * @param muonC c
 * @param adamLrRatio Adam's η as a multiple of η
 * @param momentum μ, in [0, 1)
 * @param nsSteps n ≥ 1
 * @param nesterov look ahead by one step of the momentum
 * @param rmsRate r ≥ 0: the root mean square of a step is about η·r; with 0 the factor of X is η
 *     itself
 * @param updateRules what all optimizers have in common
 */
@Type("muon")
@Doc(
    "θ ← θ − η·r·√max(rows, columns)·X, X the momentum made orthogonal; Adam for what is no matrix")
public record Muon(
    @Default("0.001") @Alias("lr") @Doc("η") Schedule learningRate,
    // Underscores, against Java's custom: the keys are Keras's.
    @Default("0.9")
        @Doc("Adam's memory of the mean of g")
        @Range(min = 0, max = 1, maxExclusive = true)
        double adamBeta_1,
    @Default("0.999")
        @Doc("Adam's memory of the mean of g²")
        @Range(min = 0, max = 1, maxExclusive = true)
        double adamBeta_2,
    @Default("0.004") @Doc("Adam's weight decay") @Range(min = 0) double adamWeightDecay,
    @Default("1e-7") @Doc("keeps Adam's divisor away from 0") @Range(min = 0, minExclusive = true)
        double epsilon,
    @Default("0.004") @Doc("matrices shrink by η·weight_decay·θ in each step") @Range(min = 0)
        double weightDecay,
    @Default("[]") @Doc("path patterns of parameters for Adam, such as 'output/*'")
        List<String> excludeLayers,
    @Default("true") @Doc("whether Adam has the embeddings") boolean excludeEmbeddings,
    @Default("3.4445") @Doc("coefficient of X") double muonA,
    @Default("-4.7750") @Doc("coefficient of XXᵀX") double muonB,
    @Default("2.0315") @Doc("coefficient of (XXᵀ)²X") double muonC,
    @Default("1.0") @Doc("Adam's η as a multiple of η") @Range(min = 0) double adamLrRatio,
    @Default("0.95")
        @Doc("share of the momentum that is kept")
        @Range(min = 0, max = 1, maxExclusive = true)
        double momentum,
    @Default("5") @Doc("rounds of the iteration") @Range(min = 1) int nsSteps,
    @Default("true") @Doc("look ahead by one step of the momentum") boolean nesterov,
    @Default("0.2")
        @Doc("size of a step relative to η; with 0 the factor of X is η itself")
        @Range(min = 0)
        double rmsRate,
    @Inline UpdateRules updateRules)
    implements Optimizer {

  /** Copies the patterns. */
  public Muon {
    excludeLayers = List.copyOf(excludeLayers);
  }

  /** With a constant learning rate, everything else as by default. */
  public static Muon of(double learningRate) {
    return new Muon(
        new Constant(learningRate),
        0.9,
        0.999,
        0.004,
        1e-7,
        0.004,
        List.of(),
        true,
        3.4445,
        -4.7750,
        2.0315,
        1,
        0.95,
        5,
        true,
        0.2,
        UpdateRules.NONE);
  }

  @Override
  public boolean elementwise() {
    return false;
  }

  @Override
  public Set<String> patterns() {
    Set<String> patterns = new LinkedHashSet<>(updateRules.patterns());
    patterns.addAll(excludeLayers);
    return patterns;
  }

  @Override
  public Value update(UpdateScope scope, Value parameter, Value gradient) {
    if (forAdam(scope.path(), parameter)) {
      // As in Keras, Adam's weight decay goes with η, not with Adam's own.
      Value theta = WeightDecay.apply(scope, parameter, Optional.of(adamWeightDecay), "adam_decay");
      return Adam.step(scope, theta, gradient, adamBeta_1, adamBeta_2, epsilon, false, adamLrRatio);
    }
    Value theta = WeightDecay.apply(scope, parameter, Optional.of(weightDecay));
    Value m = scope.state("momentum", 0);
    Value next = m.scale(momentum).add(gradient);
    scope.updateState(m, next);
    Value direction = nesterov ? gradient.add(next.scale(momentum)) : next;
    double size = Math.max(parameter.shape().size(0), parameter.shape().size(1));
    double factor = rmsRate == 0 ? 1 : rmsRate * Math.sqrt(size);
    return theta.subtract(orthogonal(direction).scale(factor).multiply(scope.learningRate()));
  }

  private boolean forAdam(String path, Value parameter) {
    return parameter.shape().rank() != 2
        || (excludeEmbeddings && path.toLowerCase(Locale.ROOT).contains("embedding"))
        || excludeLayers.stream().anyMatch(each -> new PathPattern(each).matches(path));
  }

  /** U·Vᵀ of the singular value decomposition U·S·Vᵀ, roughly. */
  private Value orthogonal(Value direction) {
    boolean tall = direction.shape().size(0) > direction.shape().size(1);
    Value norm = direction.square().sum().sqrt().add(1e-7);
    Value x = (tall ? direction.transpose(1, 0) : direction).divide(norm);
    for (int i = 0; i < nsSteps; i++) {
      Value a = x.matmul(x, false, true);
      Value b = a.scale(muonB).add(a.matmul(a).scale(muonC));
      x = x.scale(muonA).add(b.matmul(x));
    }
    return tall ? x.transpose(1, 0) : x;
  }
}
