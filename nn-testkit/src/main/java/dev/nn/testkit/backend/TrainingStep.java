package dev.nn.testkit.backend;

import dev.nn.api.graph.Graph;
import dev.nn.api.graph.GraphBuilder;
import dev.nn.api.graph.Value;
import dev.nn.api.op.Concat;
import dev.nn.api.op.FlatVariables;
import dev.nn.api.op.Input;
import dev.nn.api.op.Variable;
import dev.nn.api.tensor.DataType;
import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.TensorType;

/**
 * One step of gradient descent by hand: a linear model, the mean squared error, all variables
 * updated through their flat vector, and a step counter. Everything a backend's memory is for.
 */
final class TrainingStep {
  static final int FEATURES = 3;
  static final int EXAMPLES = 5;
  static final double LEARNING_RATE = 0.1;

  private TrainingStep() {}

  /**
   * C = mean (xθ + b − t)²; ∂C/∂θ = 2/n · xᵀδ, ∂C/∂b = 2/n · Σδ with δ = xθ + b − t. Inputs x and
   * t, output cost; parameters {@code bias} (first, so that the kernel is not aligned) and {@code
   * kernel}; state {@code steps}.
   */
  static Graph graph() {
    GraphBuilder builder = new GraphBuilder();
    Value x = builder.emit(new Input("x", floats(EXAMPLES, FEATURES)));
    Value t = builder.emit(new Input("t", floats(EXAMPLES, 1)));
    Value bias = builder.emit(new Variable("bias", Variable.Role.PARAMETER, floats(1)));
    Value kernel =
        builder.emit(new Variable("kernel", Variable.Role.PARAMETER, floats(FEATURES, 1)));
    Value steps =
        builder.emit(
            new Variable(
                "steps", Variable.Role.STATE, new TensorType(DataType.INT32, Shape.SCALAR)));
    Value error = x.matmul(kernel).add(bias).subtract(t);
    builder.output("cost", error.square().mean());
    Value kernelGradient = x.matmul(error, true, false).scale(2.0 / EXAMPLES);
    Value biasGradient = error.sum(0).scale(2.0 / EXAMPLES);
    Value gradient = builder.emit(new Concat(0), biasGradient, kernelGradient.reshape(FEATURES));
    Value all = builder.emit(new FlatVariables(Variable.Role.PARAMETER, floats(1 + FEATURES)));
    builder.update(all, all.subtract(gradient.scale(LEARNING_RATE)));
    builder.update(steps, steps.add(1));
    return builder.build();
  }

  private static TensorType floats(int... sizes) {
    return new TensorType(DataType.FLOAT32, Shape.of(sizes));
  }
}
