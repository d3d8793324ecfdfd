package dev.nn.core.layers;

import dev.nn.api.graph.Value;
import dev.nn.api.layer.Activation;
import dev.nn.api.layer.Constraint;
import dev.nn.api.layer.Initializer;
import dev.nn.api.layer.LayerScope;
import dev.nn.api.layer.LayerScope.ParameterSpec;
import dev.nn.api.layer.Regularizer;
import dev.nn.api.spec.Default;
import dev.nn.api.spec.Doc;
import dev.nn.api.tensor.Shape;
import dev.nn.core.activations.Linear;
import dev.nn.core.initializers.Zeros;
import java.util.Optional;

/**
 * Keys about what a convolution does in the end: a = f(z), z = y + b, with one bias b for each
 * channel.
 *
 * @param activation f
 * @param useBias whether there is b
 * @param biasInitializer first values of b
 * @param biasRegularizer what b costs
 * @param activityRegularizer what a costs, per example
 * @param biasConstraint what b is made to satisfy after each update
 */
public record OutputSettings(
    @Default("linear") @Doc("f") Activation activation,
    @Default("true") @Doc("whether there is a bias b") boolean useBias,
    @Default("zeros") @Doc("first values of b") Initializer biasInitializer,
    @Doc("what b costs") Optional<Regularizer> biasRegularizer,
    @Doc("what a costs, per example") Optional<Regularizer> activityRegularizer,
    @Doc("what b satisfies after each update") Optional<Constraint> biasConstraint) {

  /** With this activation; everything else as by default. */
  public static OutputSettings of(Activation activation) {
    return new OutputSettings(
        activation, true, new Zeros(), Optional.empty(), Optional.empty(), Optional.empty());
  }

  /** Without activation; everything else as by default. */
  public static OutputSettings of() {
    return of(new Linear());
  }

  /** a, given y and the axis of its channels. */
  Value finish(LayerScope scope, Value y, int channels) {
    Value z = y;
    if (useBias) {
      int count = y.shape().size(channels);
      ParameterSpec spec = ParameterSpec.of(Shape.of(count), biasInitializer);
      Value bias =
          scope.parameter("bias", spec.regularized(biasRegularizer).constrained(biasConstraint));
      z = z.add(bias.reshape(Axes.keeping(y.shape(), channels)));
    }
    Value a = activation.apply(scope.preActivation(z));
    int batch = y.shape().size(0);
    activityRegularizer.ifPresent(
        activity -> scope.addPenalty(activity.penalty(a).scale(1.0 / batch)));
    return a;
  }
}
