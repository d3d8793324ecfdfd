package dev.nn.core.layers;

import dev.nn.api.graph.Value;
import dev.nn.api.layer.Layer;
import dev.nn.api.layer.LayerScope;
import dev.nn.api.op.Reduction;
import dev.nn.api.spec.Default;
import dev.nn.api.spec.Doc;
import dev.nn.api.spec.Range;
import dev.nn.api.spec.Type;
import dev.nn.api.tensor.ShapeException;
import dev.nn.core.initializers.Ones;
import java.util.List;

/**
 * y = γ·x/√(mean x² + ε), the mean of each example over the given axes. Shapes: x [batch, ...] → y
 * [batch, ...]; γ {@code scale} has the sizes of those axes. Zhang and Sennrich (2019).
 *
 * @param axis the axes, in any order
 * @param epsilon ε, &gt; 0
 */
@Type(value = "rms_normalization", aliases = "rms_norm")
@Doc("y = γ·x/√(mean x² + ε) for each example, over some axes")
public record RmsNormalization(
    @Default("[-1]") @Doc("one axis, or several") List<Integer> axis,
    @Default("0.000001") @Doc("ε") @Range(min = 0, minExclusive = true) double epsilon)
    implements Layer {

  /**
   * Copies the axes.
   *
   * @throws IllegalArgumentException if axis is empty
   */
  public RmsNormalization {
    axis = List.copyOf(axis);
    if (axis.isEmpty()) {
      throw new IllegalArgumentException("rms_normalization needs at least one axis");
    }
  }

  /**
   * @throws ShapeException if x has no such axis, or one is the batch
   */
  @Override
  public Value apply(LayerScope scope, Value x) {
    int[] axes = Axes.ofExample("rms_normalization", x.shape(), axis);
    Value meanSquare = x.square().reduce(Reduction.MEAN, true, axes);
    Value scale = scope.parameter("scale", Axes.only(x.shape(), axes), new Ones());
    return x.multiply(meanSquare.add(epsilon).sqrt().reciprocal())
        .multiply(scale.reshape(Axes.keeping(x.shape(), axes)));
  }
}
