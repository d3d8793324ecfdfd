package dev.nn.core.constraints;

import dev.nn.api.graph.Value;
import dev.nn.api.layer.Constraint;
import dev.nn.api.spec.Alias;
import dev.nn.api.spec.Default;
import dev.nn.api.spec.Doc;
import dev.nn.api.spec.Range;
import dev.nn.api.spec.Type;
import java.util.List;

/**
 * θ ← θ·min(‖θ‖, c)/(‖θ‖ + ε): no norm above c. Norms are taken over {@code axis}, so that there is
 * one for each unit: 0 for the kernel [in, units] of a dense layer, [1, 2, 3] for that of a
 * two-dimensional convolution, whose filters come first here: [out, in, kH, kW]. ε = 10⁻⁷.
 * Srivastava et al. (2014), section 5.1.
 *
 * @param maxValue c &gt; 0
 * @param axis over which a norm is taken: one axis, or several
 */
@Type("max_norm")
@Doc("θ·min(‖θ‖, max_value)/‖θ‖: no norm above max_value")
public record MaxNorm(
    @Default("2") @Alias("m") @Doc("greatest norm") @Range(min = 0, minExclusive = true)
        double maxValue,
    @Default("[0]")
        @Doc("axes over which a norm is taken; [1, 2, 3] for the kernel of a 2D convolution")
        List<Integer> axis)
    implements Constraint {

  /**
   * Copies the axes.
   *
   * @throws IllegalArgumentException if axis is empty
   */
  public MaxNorm {
    axis = Norms.axes(axis);
  }

  /**
   * @throws dev.nn.api.tensor.ShapeException if the parameter has no such axis
   */
  @Override
  public Value apply(Value parameter) {
    Value norm = Norms.of(parameter, axis);
    return Norms.rescaled(parameter, norm, norm.minimum(maxValue));
  }
}
