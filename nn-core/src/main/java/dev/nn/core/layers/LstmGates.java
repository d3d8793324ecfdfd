package dev.nn.core.layers;

import dev.nn.api.graph.Value;
import dev.nn.api.layer.Activation;
import dev.nn.api.layer.Initializer;
import dev.nn.api.layer.LayerScope;
import dev.nn.api.layer.LayerScope.ParameterSpec;
import dev.nn.api.tensor.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * What an lstm does with z, whatever z is made of: i = g(zᵢ), f = g(z_f), o = g(zₒ), c = f·c +
 * i·f(z_c), h = o·f(c).
 *
 * @param activation f
 * @param recurrentActivation g
 */
record LstmGates(Activation activation, Activation recurrentActivation) {
  /** h and c after a step, given z [batch, 4·units, ...] and c before. */
  List<Value> step(Value z, Value c) {
    List<Value> parts = Walk.parts(z, 4);
    Value input = recurrentActivation.apply(parts.get(0));
    Value forget = recurrentActivation.apply(parts.get(1));
    Value candidate = activation.apply(parts.get(2));
    Value output = recurrentActivation.apply(parts.get(3));
    Value cell = forget.multiply(c).add(input.multiply(candidate));
    return List.of(output.multiply(activation.apply(cell)), cell);
  }

  /** b [4·units], if there is one. */
  Optional<Value> bias(
      LayerScope scope, RecurrentWeights weights, int units, boolean unitForgetBias) {
    Initializer others = weights.biasInitializer();
    return weights.bias(
        scope, Shape.of(4 * units), unitForgetBias ? new OnesAtForgetGate(others, units) : others);
  }

  /** Of the four parts of b, the second is 1. */
  private record OnesAtForgetGate(Initializer others, int units) implements Initializer {
    @Override
    public double[] sample(ParameterSpec parameter, RandomGenerator random) {
      double[] values = others.sample(parameter, random);
      Arrays.fill(values, units, 2 * units, 1);
      return values;
    }
  }
}
