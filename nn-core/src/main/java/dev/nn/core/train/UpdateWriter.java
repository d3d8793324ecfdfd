package dev.nn.core.train;

import dev.nn.api.graph.GraphBuilder;
import dev.nn.api.graph.Value;
import dev.nn.api.layer.LayerScope.ParameterSpec;
import dev.nn.api.op.Comparison;
import dev.nn.api.op.FlatVariables;
import dev.nn.api.op.Input;
import dev.nn.api.op.Variable;
import dev.nn.api.tensor.DataType;
import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.ShapeException;
import dev.nn.api.tensor.TensorType;
import dev.nn.api.train.Optimizer;
import dev.nn.api.train.UpdateRules;
import dev.nn.api.train.UpdateScope.StepAndRate;
import dev.nn.core.network.NetworkWriter.Declared;
import dev.nn.core.network.ParameterCopy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes the optimizer's rule, and what all of them have in common, into a training graph. An
 * element-wise optimizer sees all parameters as one vector, so its rule runs once, unless some are
 * to be treated differently; otherwise it is called for each parameter.
 *
 * <p>A step whose cost is not finite leaves the parameters as they are, so that the fault can be
 * found and the model kept.
 */
final class UpdateWriter {
  private final GraphBuilder builder;
  private final Optimizer optimizer;
  private final UpdateRules rules;
  private final DataType dtype;
  private final Value finite;
  private final List<Declared> variables = new ArrayList<>();
  private final List<ParameterCopy> copies = new ArrayList<>();
  private final List<HostScalar> scalars = new ArrayList<>();
  private final Map<String, Value> scalarInputs = new HashMap<>();

  UpdateWriter(GraphBuilder builder, Optimizer optimizer, DataType dtype, Value cost) {
    this.builder = builder;
    this.optimizer = optimizer;
    this.rules = optimizer.updateRules();
    this.dtype = dtype;
    // x − x is 0, but NaN for infinities and NaN.
    this.finite = cost.subtract(cost).compare(Comparison.EQUAL, cost.constant(0));
  }

  List<Declared> variables() {
    return variables;
  }

  List<ParameterCopy> copies() {
    return copies;
  }

  List<HostScalar> scalars() {
    return scalars;
  }

  /** Those that a learning rate of 0 does not freeze: the others need no gradient. */
  List<Declared> moving(List<Declared> parameters) {
    return parameters.stream().filter(p -> rules.multiplier(path(p)) != 0).toList();
  }

  private static int count(List<Declared> parameters) {
    long count = parameters.stream().mapToLong(p -> p.spec().shape().elements()).sum();
    if (count > Integer.MAX_VALUE) {
      throw new ShapeException(
          "the model has " + count + " parameters; together they can be at most 2147483647");
    }
    return (int) count;
  }

  Void write(List<Declared> parameters, List<Value> gradients, boolean updating) {
    List<Value> means = accumulate(parameters, gradients, updating);
    if (!updating || parameters.isEmpty()) {
      return null;
    }
    List<Value> clipped = GradientClipping.apply(rules, means);
    if (optimizer.elementwise() && alike(parameters)) {
      Shape flat = Shape.of(count(parameters));
      Value theta =
          builder.emit(new FlatVariables(Variable.Role.PARAMETER, new TensorType(dtype, flat)));
      Value gradient = GradientClipping.flatten(clipped).labelled("∂C/∂θ");
      update(scope("", theta, parameters), gradient);
    } else {
      for (int i = 0; i < parameters.size(); i++) {
        Declared parameter = parameters.get(i);
        update(scope(path(parameter), parameter.value(), List.of(parameter)), clipped.get(i));
      }
    }
    return null;
  }

  /** Whether one call can do: all parameters, each with the same rate and decay. */
  private boolean alike(List<Declared> parameters) {
    return parameters.stream().map(p -> rules.multiplier(path(p))).distinct().count() == 1
        && parameters.stream().map(p -> rules.excluded(path(p))).distinct().count() == 1
        && rules.learningRateMultipliers().values().stream().noneMatch(factor -> factor == 0);
  }

  private UpdateVariables scope(String path, Value theta, List<Declared> parameters) {
    return new UpdateVariables(
        this,
        path,
        theta,
        parameters,
        rules.multiplier(path(parameters.get(0))),
        !rules.excluded(path(parameters.get(0))));
  }

  private static String path(Declared parameter) {
    return parameter.variable().variable();
  }

  /** The mean gradient over the steps of an update; in the steps before, what is to be kept. */
  private List<Value> accumulate(
      List<Declared> parameters, List<Value> gradients, boolean updating) {
    if (rules.gradientAccumulationSteps().isEmpty()) {
      return gradients;
    }
    int steps = rules.gradientAccumulationSteps().get();
    List<Value> means = new ArrayList<>();
    for (int i = 0; i < parameters.size(); i++) {
      Value theta = parameters.get(i).value();
      Value sum = declare(path(parameters.get(i)) + "/gradient_accumulator", theta.type(), 0);
      Value next = sum.add(gradients.get(i));
      builder.update(sum, updating ? sum.constant(0).broadcastTo(sum.shape()) : next);
      means.add(next.scale(1.0 / steps));
    }
    return means;
  }

  private void update(UpdateVariables scope, Value gradient) {
    Value theta = scope.parameter();
    Value next = scope.constrain(optimizer.update(scope, theta, gradient));
    if (rules.useEma()) {
      next = averaged(scope, next);
    }
    builder.update(theta, finite.select(next, theta));
    copies.addAll(scope.copies());
  }

  /**
   * Writes θ̄ ← m·θ̄ + (1 − m)·θ; the first average is θ itself. Returns θ, or θ̄ every so often.
   */
  private Value averaged(UpdateVariables scope, Value next) {
    double memory = rules.emaMomentum();
    Value average = scope.copy("ema");
    Value kept = scope.scalar("ema_momentum", t -> t == 1 ? 0 : memory);
    Value taken = scope.scalar("ema_share", t -> t == 1 ? 1 : 1 - memory);
    Value moved = average.multiply(kept).add(next.multiply(taken));
    scope.updateState(average, moved);
    scope.evaluateWith(average);
    return rules
        .emaOverwriteFrequency()
        .map(n -> scope.scalar("ema_overwrite", t -> t % n == 0 ? 1 : 0))
        .map(due -> due.greater(0).select(moved, next))
        .orElse(next);
  }

  /** A variable of the optimizer's. */
  Value declare(String name, TensorType type, double initial) {
    ParameterSpec spec =
        ParameterSpec.of(
            type.shape(),
            (parameter, random) -> {
              double[] values = new double[parameter.shape().elements()];
              Arrays.fill(values, initial);
              return values;
            });
    Variable variable = new Variable("optimizer/" + name, Variable.Role.OPTIMIZER, type);
    Value value = builder.emit(variable);
    variables.add(new Declared(variable, spec, value));
    return value;
  }

  void update(Value variable, Value next) {
    builder.update(variable, next);
  }

  /** As it was, if the cost is not finite. */
  Value guarded(Value next, Value before) {
    return finite.select(next, before);
  }

  /**
   * A number from the host. Steps of a run become steps t of the optimizer here, and η that of the
   * parameter.
   */
  Value scalar(String name, double multiplier, StepAndRate value) {
    String input = multiplier == 1 ? name : name + "×" + multiplier;
    return scalarInputs.computeIfAbsent(
        input,
        key -> {
          scalars.add(
              new HostScalar(key, (step, rate) -> value.at(rules.update(step), rate * multiplier)));
          return builder.emit(new Input(key, new TensorType(dtype, Shape.SCALAR)));
        });
  }
}
