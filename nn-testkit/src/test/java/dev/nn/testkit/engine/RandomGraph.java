package dev.nn.testkit.engine;

import dev.nn.api.graph.Graph;
import dev.nn.api.graph.GraphBuilder;
import dev.nn.api.graph.Value;
import dev.nn.api.op.BinaryFunction;
import dev.nn.api.op.Comparison;
import dev.nn.api.op.Concat;
import dev.nn.api.op.FlatVariables;
import dev.nn.api.op.Gather;
import dev.nn.api.op.Input;
import dev.nn.api.op.Pad;
import dev.nn.api.op.Reduction;
import dev.nn.api.op.SparseSoftmaxCrossEntropy;
import dev.nn.api.op.UnaryFunction;
import dev.nn.api.op.Variable;
import dev.nn.api.tensor.DataType;
import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.ShapeException;
import dev.nn.api.tensor.Tensor;
import dev.nn.api.tensor.TensorType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/**
 * A graph of small ops over inputs, constants and variables, some of which get new values. All
 * decisions come from a list of numbers.
 */
final class RandomGraph {
  private static final List<Shape> SHAPES =
      List.of(
          Shape.of(2, 3), Shape.of(3), Shape.of(6), Shape.of(3, 2), Shape.of(1, 3), Shape.SCALAR);
  private static final List<Shape> LARGER =
      List.of(Shape.of(12), Shape.of(2, 6), Shape.of(4, 3), Shape.of(1));
  private static final List<UnaryFunction> UNARY =
      List.of(
          UnaryFunction.NEGATE,
          UnaryFunction.TANH,
          UnaryFunction.SIGMOID,
          UnaryFunction.RELU,
          UnaryFunction.ABS,
          UnaryFunction.SOFTPLUS,
          UnaryFunction.SIN);
  private static final List<BinaryFunction> BINARY =
      List.of(
          BinaryFunction.ADD,
          BinaryFunction.MULTIPLY,
          BinaryFunction.SUBTRACT,
          BinaryFunction.MAXIMUM,
          BinaryFunction.MINIMUM);
  private static final int OUTPUTS = 5;
  private static final int MOST_ELEMENTS = 40;

  private final Choices choices;
  private final GraphBuilder builder = new GraphBuilder();
  private final List<Value> floats = new ArrayList<>();
  private final Value indices;
  private final List<Variable> variables = new ArrayList<>();
  private final List<Value> updatable = new ArrayList<>();
  private final Map<String, Tensor> inputs = new LinkedHashMap<>();
  private final Map<String, Tensor> initial = new LinkedHashMap<>();
  private final SplittableRandom random = new SplittableRandom(17);

  RandomGraph(List<Integer> numbers) {
    this.choices = new Choices(numbers);
    indices = builder.emit(new Input("indices", new TensorType(DataType.INT32, Shape.of(2))));
    inputs.put("indices", Tensor.of(Shape.of(2), 1, 0));
    leaves();
    while (choices.hasMore()) {
      try {
        step();
      } catch (ShapeException e) {
        continue; // Values that do not fit; the next numbers choose others.
      }
    }
    outputs();
    updates();
  }

  Graph graph() {
    return builder.build();
  }

  List<Variable> variables() {
    return variables;
  }

  Map<String, Tensor> inputs() {
    return inputs;
  }

  Map<String, Tensor> initial() {
    return initial;
  }

  private void leaves() {
    for (Shape shape : List.of(Shape.of(2, 3), Shape.of(3), Shape.of(6))) {
      String name = "x" + inputs.size();
      floats.add(builder.emit(new Input(name, type(shape))));
      inputs.put(name, sample(shape));
    }
    variable("p0", Variable.Role.PARAMETER, Shape.of(2, 3));
    variable("p1", Variable.Role.PARAMETER, Shape.of(3));
    variable("p2", Variable.Role.PARAMETER, Shape.of(3));
    variable("o0", Variable.Role.OPTIMIZER, Shape.of(12));
    variable("o1", Variable.Role.OPTIMIZER, Shape.of(12));
    variable("s0", Variable.Role.STATE, Shape.of(3));
    Value flat = builder.emit(new FlatVariables(Variable.Role.PARAMETER, type(Shape.of(12))));
    floats.add(flat);
    updatable.add(flat);
    floats.add(builder.scalar(DataType.FLOAT64, 0));
    floats.add(builder.scalar(DataType.FLOAT64, 1));
    floats.add(builder.constant(sample(Shape.of(2, 3))));
  }

  private void variable(String name, Variable.Role role, Shape shape) {
    Variable variable = new Variable(name, role, type(shape));
    Value value = builder.emit(variable);
    variables.add(variable);
    floats.add(value);
    updatable.add(value);
    initial.put(name, sample(shape));
  }

  private static TensorType type(Shape shape) {
    return new TensorType(DataType.FLOAT64, shape);
  }

  private Tensor sample(Shape shape) {
    return Tensor.of(shape, random.doubles(shape.elements(), -2, 2).toArray());
  }

  private Value any() {
    // Mostly late values, so that graphs get deep.
    return floats.get(floats.size() - 1 - choices.below(1 + choices.below(floats.size())));
  }

  private void step() {
    int before = floats.size();
    Value x = any();
    int rank = x.shape().rank();
    switch (choices.below(20)) {
      case 0, 1 -> floats.add(x.map(choices.of(UNARY)));
      case 2, 3, 4, 5 -> floats.add(x.zip(choices.of(BINARY), any()));
      case 6 -> floats.add(x.compare(Comparison.GREATER, any()).select(any(), any()));
      case 7 -> floats.add(x.cast(DataType.INT32).cast(DataType.FLOAT64));
      case 8 -> reduce(x, rank);
      case 9 -> reshape(x);
      case 10, 17 -> slice(x, rank);
      case 11, 12, 18 -> join(x, rank);
      // Confined by tanh: the logarithm of a softmax is simplified to a form that differs where
      // the softmax is so small that it is 0.
      case 13 ->
          floats.add(rank == 2 ? x.transpose(1, 0) : x.tanh().softmax().map(UnaryFunction.LOG));
      case 14 -> floats.add(x.matmul(any(), choices.below(2) == 1, choices.below(2) == 1));
      case 15 -> floats.add(x.broadcastTo(choices.of(SHAPES)));
      case 16 -> floats.add(builder.emit(new Pad(rank == 0 ? 0 : choices.below(rank), 1, 0), x));
      default -> indexed(x);
    }
    if (floats.size() > before
        && floats.get(floats.size() - 1).shape().elements() > MOST_ELEMENTS) {
      floats.remove(floats.size() - 1);
    }
  }

  private void reduce(Value x, int rank) {
    Reduction reduction = choices.of(List.of(Reduction.SUM, Reduction.MEAN, Reduction.MAX));
    boolean keep = choices.below(2) == 1;
    floats.add(
        rank == 0 ? x.reduce(reduction, keep) : x.reduce(reduction, keep, choices.below(rank)));
  }

  private void reshape(Value x) {
    List<Shape> fitting =
        Stream.concat(SHAPES.stream(), LARGER.stream())
            .filter(shape -> shape.elements() == x.shape().elements())
            .toList();
    if (!fitting.isEmpty()) {
      floats.add(x.reshape(choices.of(fitting)));
    }
  }

  private void slice(Value x, int rank) {
    if (rank > 0) {
      int axis = choices.below(rank);
      int size = 1 + choices.below(Math.max(1, x.shape().size(axis)));
      floats.add(x.slice(axis, choices.below(x.shape().size(axis) - size + 1), size));
    }
  }

  private void join(Value x, int rank) {
    List<Value> pieces = new ArrayList<>(List.of(x));
    int count = choices.below(3);
    for (int i = 0; i < count; i++) {
      pieces.add(any());
    }
    floats.add(builder.emit(new Concat(rank < 2 ? 0 : choices.below(2)), pieces).get(0));
  }

  private void indexed(Value x) {
    boolean gather = choices.below(2) == 0;
    int entries = x.shape().rank() == 0 ? 0 : x.shape().size(gather ? 0 : -1);
    if (entries < 2) {
      return; // The indices are 1 and 0.
    }
    if (gather) {
      floats.add(builder.emit(new Gather(), x, indices));
    } else {
      floats.addAll(builder.emit(new SparseSoftmaxCrossEntropy(), List.of(x, indices)));
    }
  }

  private void outputs() {
    List<Value> computed = floats.stream().filter(v -> !isStored(v)).toList();
    for (int i = 0; i < Math.min(OUTPUTS, computed.size()); i++) {
      builder.output("y" + i, computed.get(computed.size() - 1 - i * computed.size() / OUTPUTS));
    }
  }

  private boolean isStored(Value value) {
    return value.op() instanceof Variable || value.op() instanceof FlatVariables;
  }

  private void updates() {
    boolean flat = false;
    for (int i = updatable.size() - 1; i >= 0; i--) {
      Value variable = updatable.get(i);
      boolean parameter =
          variable.op() instanceof Variable v && v.role() == Variable.Role.PARAMETER;
      if (!(flat && parameter)) {
        Optional<Value> next = next(variable, i);
        next.ifPresent(value -> builder.update(variable, value));
        flat |= variable.op() instanceof FlatVariables && next.isPresent();
      }
    }
  }

  /** A late value of the variable's type; for some variables none. */
  private Optional<Value> next(Value variable, int salt) {
    List<Value> fitting =
        floats.stream().filter(value -> value.type().equals(variable.type())).toList();
    int size = fitting.size();
    int pick = (floats.size() * 7 + salt * 5) % (size + 1);
    return pick == size ? Optional.empty() : Optional.of(fitting.get(size - 1 - pick));
  }
}
