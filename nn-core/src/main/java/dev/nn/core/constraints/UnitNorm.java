package dev.nn.core.constraints;

import dev.nn.api.graph.Value;
import dev.nn.api.layer.Constraint;
import dev.nn.api.spec.Default;
import dev.nn.api.spec.Doc;
import dev.nn.api.spec.Type;
import java.util.List;

/**
 * θ ← θ/(‖θ‖ + ε): every norm is 1. Norms are taken over {@code axis}, as in {@link MaxNorm}; ε =
 * 10⁻⁷.
 *
 * @param axis over which a norm is taken: one axis, or several
 */
@Type("unit_norm")
@Doc("θ/‖θ‖: every norm is 1")
public record UnitNorm(
    @Default("[0]")
        @Doc("axes over which a norm is taken; [1, 2, 3] for the kernel of a 2D convolution")
        List<Integer> axis)
    implements Constraint {

  /**
   * Copies the axes.
   *
   * @throws IllegalArgumentException if axis is empty
   */
  public UnitNorm {
    axis = Norms.axes(axis);
  }

  /**
   * @throws dev.nn.api.tensor.ShapeException if the parameter has no such axis
   */
  @Override
  public Value apply(Value parameter) {
    Value norm = Norms.of(parameter, axis);
    return Norms.rescaled(parameter, norm, norm.constant(1));
  }
}
