package dev.nn.core.layers;

import dev.nn.api.graph.Value;
import dev.nn.api.layer.Constraint;
import dev.nn.api.layer.Initializer;
import dev.nn.api.layer.LayerScope;
import dev.nn.api.layer.LayerScope.ParameterSpec;
import dev.nn.api.layer.Regularizer;
import dev.nn.api.spec.Default;
import dev.nn.api.spec.Doc;
import dev.nn.api.tensor.Shape;
import dev.nn.core.initializers.GlorotUniform;
import java.util.Optional;

/**
 * Keys about the pointwise kernel of a convolution.
 *
 * @param pointwiseInitializer first values of the pointwise kernel
 * @param pointwiseRegularizer what the pointwise kernel costs
 * @param pointwiseConstraint what the pointwise kernel is made to satisfy after each update
 */
public record PointwiseSettings(
    @Default("glorot_uniform") @Doc("first values of the pointwise kernel")
        Initializer pointwiseInitializer,
    @Doc("what the pointwise kernel costs") Optional<Regularizer> pointwiseRegularizer,
    @Doc("what the pointwise kernel satisfies after each update")
        Optional<Constraint> pointwiseConstraint) {

  /** Everything as by default. */
  public static PointwiseSettings of() {
    return new PointwiseSettings(new GlorotUniform(), Optional.empty(), Optional.empty());
  }

  /** The parameter. */
  Value parameter(LayerScope scope, String name, Shape shape, int fanIn, int fanOut) {
    return scope.parameter(
        name,
        new ParameterSpec(
            shape, fanIn, fanOut, pointwiseInitializer, pointwiseRegularizer, pointwiseConstraint));
  }
}
