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
 * Keys about the depthwise kernel of a convolution.
 *
 * @param depthwiseInitializer first values of the depthwise kernel
 * @param depthwiseRegularizer what the depthwise kernel costs
 * @param depthwiseConstraint what the depthwise kernel is made to satisfy after each update
 */
public record DepthwiseSettings(
    @Default("glorot_uniform") @Doc("first values of the depthwise kernel")
        Initializer depthwiseInitializer,
    @Doc("what the depthwise kernel costs") Optional<Regularizer> depthwiseRegularizer,
    @Doc("what the depthwise kernel satisfies after each update")
        Optional<Constraint> depthwiseConstraint) {

  /** Everything as by default. */
  public static DepthwiseSettings of() {
    return new DepthwiseSettings(new GlorotUniform(), Optional.empty(), Optional.empty());
  }

  /** The parameter. */
  Value parameter(LayerScope scope, String name, Shape shape, int fanIn, int fanOut) {
    return scope.parameter(
        name,
        new ParameterSpec(
            shape, fanIn, fanOut, depthwiseInitializer, depthwiseRegularizer, depthwiseConstraint));
  }
}
