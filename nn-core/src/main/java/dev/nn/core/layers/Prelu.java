package dev.nn.core.layers;

import dev.nn.api.graph.Value;
import dev.nn.api.layer.Constraint;
import dev.nn.api.layer.Initializer;
import dev.nn.api.layer.Layer;
import dev.nn.api.layer.LayerScope;
import dev.nn.api.layer.LayerScope.ParameterSpec;
import dev.nn.api.layer.Regularizer;
import dev.nn.api.spec.Default;
import dev.nn.api.spec.Doc;
import dev.nn.api.spec.Type;
import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.ShapeException;
import dev.nn.api.tensor.ShapeException.Kind;
import java.util.List;
import java.util.Optional;

/**
 * a = z if z &gt; 0, otherwise α·z, with a trained slope α for each place. Shapes: z [batch, ...],
 * {@code alpha} [...] without the batch and with size 1 on the shared axes → a [batch, ...]. He et
 * al. (2015).
 *
 * @param alphaInitializer first values of α
 * @param alphaRegularizer what α costs
 * @param alphaConstraint what α is made to satisfy after each update
 * @param sharedAxes along which the slope is the same, such as [2, 3] for images; the batch is axis
 *     0
 */
@Type("prelu")
@Doc("a = z if z > 0, otherwise α·z, with trained slopes α")
public record Prelu(
    @Default("zeros") @Doc("first values of the slopes") Initializer alphaInitializer,
    @Doc("what the slopes cost") Optional<Regularizer> alphaRegularizer,
    @Doc("what the slopes satisfy after each update") Optional<Constraint> alphaConstraint,
    @Default("[]") @Doc("axes along which the slope is the same") List<Integer> sharedAxes)
    implements Layer {

  /** Copies the axes. */
  public Prelu {
    sharedAxes = List.copyOf(sharedAxes);
  }

  /**
   * @throws ShapeException if z has no axis besides the batch, or none of those that are shared
   */
  @Override
  public Value apply(LayerScope scope, Value x) {
    if (x.shape().rank() < 2) {
      throw new ShapeException(
          Kind.AXES, "prelu needs input [batch, ...] with at least one more axis");
    }
    Value z = scope.preActivation(x);
    Shape slopes = z.shape();
    for (int axis : Axes.ofExample("prelu", z.shape(), sharedAxes)) {
      slopes = slopes.with(axis, 1);
    }
    ParameterSpec spec = ParameterSpec.of(slopes.withoutBatch(), alphaInitializer);
    Value alpha =
        scope.parameter("alpha", spec.regularized(alphaRegularizer).constrained(alphaConstraint));
    return z.greater(0).select(z, z.multiply(alpha));
  }
}
