package dev.nn.api.train;

import dev.nn.api.spec.Doc;
import dev.nn.api.spec.Range;
import java.util.Optional;

/**
 * What happens to gradients before the update. At most one of the three may be set.
 *
 * @param clipnorm each parameter's gradient is scaled down to this Euclidean norm
 * @param globalClipnorm all gradients together are scaled down to this norm
 * @param clipvalue each element is confined to ± this
 */
public record GradientRules(
    @Doc("largest Euclidean norm of one parameter's gradient") @Range(min = 0, minExclusive = true)
        Optional<Double> clipnorm,
    @Doc("largest Euclidean norm of all gradients together") @Range(min = 0, minExclusive = true)
        Optional<Double> globalClipnorm,
    @Doc("largest absolute value of a gradient's element") @Range(min = 0, minExclusive = true)
        Optional<Double> clipvalue) {

  /** Gradients as they are. */
  public static final GradientRules NONE =
      new GradientRules(Optional.empty(), Optional.empty(), Optional.empty());

  /**
   * @throws IllegalArgumentException if more than one is set
   */
  public GradientRules {
    long set =
        java.util.stream.Stream.of(clipnorm, globalClipnorm, clipvalue)
            .filter(Optional::isPresent)
            .count();
    if (set > 1) {
      throw new IllegalArgumentException(
          "only one of clipnorm, global_clipnorm and clipvalue can be used at a time");
    }
  }
}
