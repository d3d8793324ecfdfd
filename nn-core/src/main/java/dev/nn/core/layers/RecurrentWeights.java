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
import dev.nn.core.initializers.Orthogonal;
import dev.nn.core.initializers.Zeros;
import java.util.Optional;

/**
 * The parameters of a recurrent layer: W {@code kernel}, which sees the input, R {@code
 * recurrent_kernel}, which sees the step before, and b {@code bias}.
 *
 * @param useBias whether there is b
 * @param kernelInitializer first values of W
 * @param recurrentInitializer first values of R
 * @param biasInitializer first values of b
 * @param kernelRegularizer what W costs
 * @param recurrentRegularizer what R costs
 * @param biasRegularizer what b costs
 * @param kernelConstraint what W is made to satisfy after each update
 * @param recurrentConstraint what R is made to satisfy after each update
 * @param biasConstraint what b is made to satisfy after each update
 */
public record RecurrentWeights(
    @Default("true") @Doc("whether there is a bias b") boolean useBias,
    @Default("glorot_uniform") @Doc("first values of W") Initializer kernelInitializer,
    @Default("orthogonal") @Doc("first values of R") Initializer recurrentInitializer,
    @Default("zeros") @Doc("first values of b") Initializer biasInitializer,
    @Doc("what W costs") Optional<Regularizer> kernelRegularizer,
    @Doc("what R costs") Optional<Regularizer> recurrentRegularizer,
    @Doc("what b costs") Optional<Regularizer> biasRegularizer,
    @Doc("what W satisfies after each update") Optional<Constraint> kernelConstraint,
    @Doc("what R satisfies after each update") Optional<Constraint> recurrentConstraint,
    @Doc("what b satisfies after each update") Optional<Constraint> biasConstraint) {
  /** Everything as by default. */
  public static final RecurrentWeights DEFAULT =
      new RecurrentWeights(
          true,
          new GlorotUniform(),
          new Orthogonal(1),
          new Zeros(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());

  /** W. */
  Value kernel(LayerScope scope, int in, int width) {
    return kernel(scope, Shape.of(in, width), in, width);
  }

  /** W of another shape. */
  Value kernel(LayerScope scope, Shape shape, int fanIn, int fanOut) {
    return scope.parameter(
        "kernel",
        new ParameterSpec(
            shape, fanIn, fanOut, kernelInitializer, kernelRegularizer, kernelConstraint));
  }

  /** R. */
  Value recurrentKernel(LayerScope scope, int units, int width) {
    return recurrentKernel(scope, Shape.of(units, width), units, width);
  }

  /** R of another shape. */
  Value recurrentKernel(LayerScope scope, Shape shape, int fanIn, int fanOut) {
    return scope.parameter(
        "recurrent_kernel",
        new ParameterSpec(
            shape, fanIn, fanOut, recurrentInitializer, recurrentRegularizer, recurrentConstraint));
  }

  /** b, if there is one. */
  Optional<Value> bias(LayerScope scope, Shape shape) {
    return bias(scope, shape, biasInitializer);
  }

  /** b with other first values. */
  Optional<Value> bias(LayerScope scope, Shape shape, Initializer initializer) {
    return useBias
        ? Optional.of(
            scope.parameter(
                "bias",
                ParameterSpec.of(shape, initializer)
                    .regularized(biasRegularizer)
                    .constrained(biasConstraint)))
        : Optional.empty();
  }
}
