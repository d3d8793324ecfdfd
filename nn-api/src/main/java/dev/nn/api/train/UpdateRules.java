package dev.nn.api.train;

import dev.nn.api.spec.Default;
import dev.nn.api.spec.Doc;
import dev.nn.api.spec.Range;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What all optimizers have in common. With gradient accumulation over k steps of a run, update t =
 * 1, 2, … happens in step t·k; schedules and everything that depends on t count updates.
 *
 * <pre>
 * g ← mean of the gradients of k steps           gradient_accumulation_steps
 * g ← g, clipped                                 clipnorm, global_clipnorm or clipvalue
 * η ← η · multiplier of the parameter            learning_rate_multipliers
 * θ ← θ − η·λ·θ, but for what is excluded        exclude_from_weight_decay
 * θ ← update(θ, g, η), then the constraints
 * θ̄ ← m·θ̄ + (1 − m)·θ, θ̄ = θ after the first     use_ema, ema_momentum
 * θ ← θ̄ after every n-th update                  ema_overwrite_frequency
 * </pre>
 *
 * With an average θ̄, that is what is evaluated and kept; training goes on with θ.
 *
 * @param clipnorm each parameter's gradient is scaled down to this Euclidean norm
 * @param globalClipnorm all gradients together are scaled down to this norm
 * @param clipvalue each element is confined to ± this; at most one of the three may be set
 * @param gradientAccumulationSteps k ≥ 2
 * @param useEma whether there is θ̄
 * @param emaMomentum m, in [0, 1]
 * @param emaOverwriteFrequency n ≥ 1
 * @param excludeFromWeightDecay {@linkplain PathPattern patterns} of parameters without weight
 *     decay
 * @param learningRateMultipliers factors of η by pattern, the first that matches; 0 freezes
 */
public record UpdateRules(
    @Doc("largest Euclidean norm of one parameter's gradient") @Range(min = 0, minExclusive = true)
        Optional<Double> clipnorm,
    @Doc("largest Euclidean norm of all gradients together") @Range(min = 0, minExclusive = true)
        Optional<Double> globalClipnorm,
    @Doc("largest absolute value of a gradient's element") @Range(min = 0, minExclusive = true)
        Optional<Double> clipvalue,
    @Doc("steps whose mean gradient makes one update") @Range(min = 2)
        Optional<Integer> gradientAccumulationSteps,
    @Default("false") @Doc("whether the running average of θ is what is evaluated and kept")
        boolean useEma,
    @Default("0.99") @Doc("memory of the average of θ") @Range(min = 0, max = 1) double emaMomentum,
    @Doc("updates after which θ becomes its average; never if left out") @Range(min = 1)
        Optional<Integer> emaOverwriteFrequency,
    @Default("[]") @Doc("path patterns of parameters that do not decay, such as '*/bias'")
        List<String> excludeFromWeightDecay,
    @Default("{}")
        @Doc("factors of η by path pattern, the first that matches; 0 freezes")
        @Range(min = 0)
        Map<String, Double> learningRateMultipliers) {

  /** Gradients as they are, all parameters alike. */
  public static final UpdateRules NONE =
      new UpdateRules(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          false,
          0.99,
          Optional.empty(),
          List.of(),
          Map.of());

  /**
   * Copies list and map, keeping their order.
   *
   * @throws IllegalArgumentException if more than one way of clipping is set, or a key of the
   *     average without the average
   */
  public UpdateRules {
    long clippings =
        Stream.of(clipnorm, globalClipnorm, clipvalue).filter(Optional::isPresent).count();
    if (clippings > 1) {
      throw new IllegalArgumentException(
          "only one of clipnorm, global_clipnorm and clipvalue can be used at a time");
    }
    if (emaOverwriteFrequency.isPresent() && !useEma) {
      throw new IllegalArgumentException("ema_overwrite_frequency needs use_ema: true");
    }
    excludeFromWeightDecay = List.copyOf(excludeFromWeightDecay);
    learningRateMultipliers =
        Collections.unmodifiableMap(new LinkedHashMap<>(learningRateMultipliers));
  }

  /** Which update a step of a run belongs to, both counted from 1. */
  public long update(long step) {
    return (step - 1) / gradientAccumulationSteps.orElse(1) + 1;
  }

  /** Whether a step of a run, counted from 1, ends with an update. */
  public boolean updates(long step) {
    return step % gradientAccumulationSteps.orElse(1) == 0;
  }

  /** Whether weight decay spares a parameter. */
  public boolean excluded(String path) {
    return excludeFromWeightDecay.stream().anyMatch(each -> new PathPattern(each).matches(path));
  }

  /** The factor of η for a parameter. */
  public double multiplier(String path) {
    return learningRateMultipliers.entrySet().stream()
        .filter(entry -> new PathPattern(entry.getKey()).matches(path))
        .mapToDouble(Map.Entry::getValue)
        .findFirst()
        .orElse(1);
  }

  /** All path patterns. */
  public Set<String> patterns() {
    Set<String> patterns = new LinkedHashSet<>(excludeFromWeightDecay);
    patterns.addAll(learningRateMultipliers.keySet());
    return patterns;
  }
}
