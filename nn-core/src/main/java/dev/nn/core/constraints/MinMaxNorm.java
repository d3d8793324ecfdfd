package dev.nn.core.constraints;

import dev.nn.api.graph.Value;
import dev.nn.api.layer.Constraint;
import dev.nn.api.spec.Default;
import dev.nn.api.spec.Doc;
import dev.nn.api.spec.Range;
import dev.nn.api.spec.Type;
import java.util.List;

/**
 * θ ← θ·(r·clip(‖θ‖, a, b) + (1 − r)·‖θ‖)/(‖θ‖ + ε): with r = 1 every norm lies between a and b,
 * with less it only moves there. Norms are taken over {@code axis}, as in {@link MaxNorm}; ε =
 * 10⁻⁷.
 *
 * @param minValue a ≥ 0
 * @param maxValue b ≥ a
 * @param rate r, in [0, 1]
 * @param axis over which a norm is taken: one axis, or several
 */
@Type("min_max_norm")
@Doc("θ·clip(‖θ‖, min_value, max_value)/‖θ‖: every norm lies between the two")
public record MinMaxNorm(
    @Default("0.0") @Doc("smallest norm") @Range(min = 0) double minValue,
    @Default("1.0") @Doc("greatest norm") @Range(min = 0, minExclusive = true) double maxValue,
    @Default("1.0") @Doc("how much of the way there is gone in each step") @Range(min = 0, max = 1)
        double rate,
    @Default("[0]")
        @Doc("axes over which a norm is taken; [1, 2, 3] for the kernel of a 2D convolution")
        List<Integer> axis)
    implements Constraint {

  /**
   * Copies the axes.
   *
   * @throws IllegalArgumentException if axis is empty, or the bounds are in the wrong order
   */
  public MinMaxNorm {
    axis = Norms.axes(axis);
    if (minValue > maxValue) {
      throw new IllegalArgumentException(
          "min_value " + minValue + " is greater than max_value " + maxValue);
    }
  }

  /**
   * @throws dev.nn.api.tensor.ShapeException if the parameter has no such axis
   */
  @Override
  public Value apply(Value parameter) {
    Value norm = Norms.of(parameter, axis);
    Value wanted = norm.clip(minValue, maxValue).scale(rate).add(norm.scale(1 - rate));
    return Norms.rescaled(parameter, norm, wanted);
  }
}
