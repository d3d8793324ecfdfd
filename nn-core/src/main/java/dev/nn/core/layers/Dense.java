package dev.nn.core.layers;

import dev.nn.api.graph.Value;
import dev.nn.api.layer.Activation;
import dev.nn.api.layer.Constraint;
import dev.nn.api.layer.Initializer;
import dev.nn.api.layer.Layer;
import dev.nn.api.layer.LayerScope;
import dev.nn.api.layer.LayerScope.ParameterSpec;
import dev.nn.api.layer.Regularizer;
import dev.nn.api.spec.Default;
import dev.nn.api.spec.Doc;
import dev.nn.api.spec.Range;
import dev.nn.api.spec.Type;
import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.ShapeException;
import dev.nn.core.activations.Linear;
import dev.nn.core.initializers.GlorotUniform;
import dev.nn.core.initializers.Zeros;
import java.util.Optional;

/**
 * a = f(z), z = x·W + b, over the last axis. Shapes: x [batch, ..., in], W {@code kernel} [in,
 * units], b {@code bias} [units] → z, a [batch, ..., units]. Nielsen (2015), chapter 2.
 *
 * @param units size of the output's last axis, ≥ 1
 * @param activation f
 * @param useBias whether there is b
 * @param kernelInitializer first values of W
 * @param biasInitializer first values of b
 * @param kernelRegularizer what W costs
 * @param biasRegularizer what b costs
 * @param activityRegularizer what a costs, per example
 * @param kernelConstraint what W is made to satisfy after each update
 * @param biasConstraint what b is made to satisfy after each update
 */
@Type(value = "dense", aliases = "linear")
@Doc("a = f(x·W + b)")
public record Dense(
    @Doc("size of the output's last axis") @Range(min = 1) int units,
    @Default("linear") @Doc("f") Activation activation,
    @Default("true") @Doc("whether there is a bias b") boolean useBias,
    @Default("glorot_uniform") @Doc("first values of W") Initializer kernelInitializer,
    @Default("zeros") @Doc("first values of b") Initializer biasInitializer,
    @Doc("what W costs") Optional<Regularizer> kernelRegularizer,
    @Doc("what b costs") Optional<Regularizer> biasRegularizer,
    @Doc("what a costs, per example") Optional<Regularizer> activityRegularizer,
    @Doc("what W satisfies after each update") Optional<Constraint> kernelConstraint,
    @Doc("what b satisfies after each update") Optional<Constraint> biasConstraint)
    implements Layer {

  /** Without activation; everything else as by default. */
  public static Dense of(int units) {
    return of(units, new Linear());
  }

  /** With an activation; everything else as by default. */
  public static Dense of(int units, Activation activation) {
    return new Dense(
        units,
        activation,
        true,
        new GlorotUniform(),
        new Zeros(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /**
   * @throws ShapeException if x has fewer than two axes or no floating type
   */
  @Override
  public Value apply(LayerScope scope, Value x) {
    if (x.shape().rank() < 2 || !x.dtype().isFloating()) {
      throw Layouts.FEATURES.misfit("dense", x);
    }
    int in = x.shape().size(-1);
    Value kernel =
        scope.parameter(
            "kernel",
            ParameterSpec.of(Shape.of(in, units), kernelInitializer)
                .regularized(kernelRegularizer)
                .constrained(kernelConstraint));
    // Leading axes as one: a single matrix product, whatever the rank.
    int rows = x.shape().subshape(0, x.shape().rank() - 1).elements();
    Value z = x.reshape(rows, in).matmul(kernel);
    if (useBias) {
      z =
          z.add(
              scope.parameter(
                  "bias",
                  ParameterSpec.of(Shape.of(units), biasInitializer)
                      .regularized(biasRegularizer)
                      .constrained(biasConstraint)));
    }
    Value a = activation.apply(scope.preActivation(z.reshape(x.shape().with(-1, units))));
    int batch = x.shape().size(0);
    activityRegularizer.ifPresent(
        activity -> scope.addPenalty(activity.penalty(a).scale(1.0 / batch)));
    return a;
  }
}
