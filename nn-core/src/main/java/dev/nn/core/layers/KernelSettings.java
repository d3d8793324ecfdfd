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
 * Keys about a kernel.
 *
 * @param kernelInitializer first values of the kernel
 * @param kernelRegularizer what the kernel costs
 * @param kernelConstraint what the kernel is made to satisfy after each update
 */
public record KernelSettings(
    @Default("glorot_uniform") @Doc("first values of the kernel") Initializer kernelInitializer,
    @Doc("what the kernel costs") Optional<Regularizer> kernelRegularizer,
    @Doc("what the kernel satisfies after each update") Optional<Constraint> kernelConstraint) {

  /** Everything as by default. */
  public static KernelSettings of() {
    return new KernelSettings(new GlorotUniform(), Optional.empty(), Optional.empty());
  }

  /** The parameter. */
  Value parameter(LayerScope scope, String name, Shape shape, int fanIn, int fanOut) {
    return scope.parameter(
        name,
        new ParameterSpec(
            shape, fanIn, fanOut, kernelInitializer, kernelRegularizer, kernelConstraint));
  }
}
