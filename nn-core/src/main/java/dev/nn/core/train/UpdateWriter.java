package dev.nn.core.train;

import dev.nn.api.graph.GraphBuilder;
import dev.nn.api.graph.Value;
import dev.nn.api.layer.Initializer;
import dev.nn.api.layer.LayerScope.ParameterSpec;
import dev.nn.api.op.Comparison;
import dev.nn.api.op.FlatVariables;
import dev.nn.api.op.Input;
import dev.nn.api.op.Variable;
import dev.nn.api.tensor.DataType;
import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.TensorType;
import dev.nn.api.train.Optimizer;
import dev.nn.api.train.UpdateScope;
import dev.nn.core.network.NetworkWriter.Declared;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongToDoubleFunction;

/**
 * Writes clipping, the optimizer's rule and the parameters' constraints into a training graph. An
 * element-wise optimizer sees all parameters as one vector, so its rule runs once; another is
 * called for each parameter.
 *
 * <p>A step whose cost is not finite leaves the parameters as they are, so that the fault can be
 * found and the model kept.
 */
final class UpdateWriter {
  private final GraphBuilder builder;
  private final Optimizer optimizer;
  private final DataType dtype;
  private final Value finite;
  private final List<Declared> variables = new ArrayList<>();
  private final List<HostScalar> scalars = new ArrayList<>();
  private Value learningRate;

  UpdateWriter(GraphBuilder builder, Optimizer optimizer, DataType dtype, Value cost) {
    this.builder = builder;
    this.optimizer = optimizer;
    this.dtype = dtype;
    // x − x is 0, but NaN for infinities and NaN.
    this.finite = cost.subtract(cost).compare(Comparison.EQUAL, cost.constant(0));
  }

  List<Declared> variables() {
    return variables;
  }

  List<HostScalar> scalars() {
    return scalars;
  }

  Void write(List<Declared> parameters, List<Value> gradients) {
    List<Value> clipped = GradientClipping.apply(optimizer.gradientRules(), gradients);
    if (optimizer.elementwise()) {
      Shape flat = Shape.of(parameters.stream().mapToInt(p -> p.spec().shape().elements()).sum());
      Value theta =
          builder.emit(new FlatVariables(Variable.Role.PARAMETER, new TensorType(dtype, flat)));
      Value gradient = GradientClipping.flatten(clipped).labelled("∂C/∂θ");
      update("", parameters, theta, gradient);
    } else {
      for (int i = 0; i < parameters.size(); i++) {
        Declared parameter = parameters.get(i);
        String prefix = parameter.variable().variable() + "/";
        update(prefix, List.of(parameter), parameter.value(), clipped.get(i));
      }
    }
    return null;
  }

  /**
   * @param parameters what {@code theta} is made of
   */
  private void update(String prefix, List<Declared> parameters, Value theta, Value gradient) {
    Value next = optimizer.update(new Scope(prefix, theta), theta, gradient);
    builder.update(theta, finite.select(constrained(parameters, next), theta));
  }

  /** Each parameter that has a constraint is cut out and projected; the rest stays as it is. */
  private static Value constrained(List<Declared> parameters, Value theta) {
    if (parameters.stream().allMatch(p -> p.spec().constraint().isEmpty())) {
      return theta;
    }
    Value vector = theta.reshape(theta.shape().elements());
    List<Value> pieces = new ArrayList<>();
    int done = 0;
    int at = 0;
    for (Declared parameter : parameters) {
      ParameterSpec spec = parameter.spec();
      int size = spec.shape().elements();
      if (spec.constraint().isPresent()) {
        if (at > done) {
          pieces.add(vector.slice(0, done, at - done));
        }
        Value own = vector.slice(0, at, size).reshape(spec.shape());
        pieces.add(spec.constraint().get().apply(own));
        done = at + size;
      }
      at += size;
    }
    if (at > done) {
      pieces.add(vector.slice(0, done, at - done));
    }
    return GradientClipping.flatten(pieces).reshape(theta.shape());
  }

  private Value scalarInput(String name, UpdateScope.StepAndRate value) {
    scalars.add(new HostScalar(name, value));
    return builder.emit(new Input(name, new TensorType(dtype, Shape.SCALAR)));
  }

  private final class Scope implements UpdateScope {
    private final String prefix;
    private final Value parameter;

    Scope(String prefix, Value parameter) {
      this.prefix = prefix;
      this.parameter = parameter;
    }

    @Override
    public Value state(String name, double initial) {
      Initializer constant =
          (spec, random) -> {
            double[] values = new double[spec.shape().elements()];
            Arrays.fill(values, initial);
            return values;
          };
      ParameterSpec spec = ParameterSpec.of(parameter.shape(), constant);
      Variable variable =
          new Variable("optimizer/" + prefix + name, Variable.Role.OPTIMIZER, parameter.type());
      Value value = builder.emit(variable);
      variables.add(new Declared(variable, spec, value));
      return value;
    }

    @Override
    public void updateState(Value state, Value next) {
      builder.update(state, next);
    }

    @Override
    public Value learningRate() {
      if (learningRate == null) {
        learningRate = scalarInput("learning_rate", (step, rate) -> rate).labelled("η");
      }
      return learningRate;
    }

    @Override
    public Value scalar(String name, LongToDoubleFunction ofStep) {
      return scalar(name, (step, rate) -> ofStep.applyAsDouble(step));
    }

    @Override
    public Value scalar(String name, StepAndRate ofStepAndRate) {
      return scalarInput("optimizer/" + prefix + name, ofStepAndRate);
    }
  }
}
