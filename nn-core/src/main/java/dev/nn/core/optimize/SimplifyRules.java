package dev.nn.core.optimize;

import dev.nn.api.graph.Op;
import dev.nn.api.graph.Value;
import dev.nn.api.op.Binary;
import dev.nn.api.op.BinaryFunction;
import dev.nn.api.op.BroadcastTo;
import dev.nn.api.op.Cast;
import dev.nn.api.op.Constant;
import dev.nn.api.op.Elementwise;
import dev.nn.api.op.Reduce;
import dev.nn.api.op.Reshape;
import dev.nn.api.op.Select;
import dev.nn.api.op.Softmax;
import dev.nn.api.op.Transpose;
import dev.nn.api.op.Unary;
import dev.nn.api.op.UnaryFunction;
import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.Tensor;
import dev.nn.api.tensor.TensorType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The rules of {@link Simplify}. Each holds for NaN and infinities too, so x·0 stays as it is; only
 * the sign of a zero may change.
 */
final class SimplifyRules {
  /** Larger constants are left to the backend: folding them would copy memory into the plan. */
  private static final int MOST_FOLDED = 1024;

  private SimplifyRules() {}

  /** Operands that do the same with less: an element-wise op stretches its operands itself. */
  static List<Value> operands(Op op, List<Value> inputs) {
    if (!(op instanceof Elementwise) || op instanceof BroadcastTo || inputs.size() < 2) {
      return inputs;
    }
    List<TensorType> before = op.infer(types(inputs));
    List<Value> operands = new ArrayList<>(inputs);
    for (int i = 0; i < operands.size(); i++) {
      if (operands.get(i).op() instanceof BroadcastTo) {
        Value stretched = operands.set(i, operands.get(i).input(0));
        if (!op.infer(types(operands)).equals(before)) {
          operands.set(i, stretched);
        }
      }
    }
    return operands;
  }

  /** A value that is already there, or a cheaper op, in place of {@code op} on {@code inputs}. */
  static Optional<Value> replacement(Op op, List<Value> inputs) {
    Optional<Value> folded = fold(op, inputs);
    if (folded.isPresent()) {
      return folded;
    }
    if (op instanceof Binary binary) {
      return binary(binary.function(), inputs.get(0), inputs.get(1));
    }
    if (op instanceof Unary unary) {
      return unary(unary.function(), inputs.get(0));
    }
    if (op instanceof Reshape reshape) {
      return reshape(reshape, inputs.get(0));
    }
    boolean identity =
        (op instanceof Cast cast && cast.dtype() == inputs.get(0).dtype())
            || (op instanceof BroadcastTo to && to.shape().equals(inputs.get(0).shape()))
            || (op instanceof Transpose transpose && inOrder(transpose.permutation()))
            || (op instanceof Reduce reduce && reduce.axes().isEmpty());
    if (identity) {
      return Optional.of(inputs.get(0));
    }
    if (op instanceof Select && inputs.get(1).equals(inputs.get(2)) && sameShape(op, inputs, 1)) {
      return Optional.of(inputs.get(1));
    }
    return Optional.empty();
  }

  private static Optional<Value> binary(BinaryFunction function, Value x, Value y) {
    return switch (function) {
      case ADD -> is(y, 0, x) ? Optional.of(x) : is(x, 0, y) ? Optional.of(y) : Optional.empty();
      case SUBTRACT -> is(y, 0, x) ? Optional.of(x) : Optional.empty();
      case MULTIPLY ->
          is(y, 1, x) ? Optional.of(x) : is(x, 1, y) ? Optional.of(y) : Optional.empty();
      case DIVIDE, POWER -> is(y, 1, x) ? Optional.of(x) : Optional.empty();
      case MAXIMUM, MINIMUM -> x.equals(y) ? Optional.of(x) : Optional.empty();
    };
  }

  private static Optional<Value> unary(UnaryFunction function, Value x) {
    if (function == UnaryFunction.LOG && x.op() instanceof Softmax) {
      return Optional.of(x.input(0).logSoftmax());
    }
    if (function == UnaryFunction.NEGATE
        && x.op() instanceof Unary inner
        && inner.function() == UnaryFunction.NEGATE) {
      return Optional.of(x.input(0));
    }
    return Optional.empty();
  }

  private static Optional<Value> reshape(Reshape op, Value x) {
    if (op.shape().equals(x.shape())) {
      return Optional.of(x);
    }
    if (x.op() instanceof BroadcastTo && x.input(0).shape().elements() == 1) {
      Value number = x.input(0);
      Value scalar =
          number.op() instanceof Constant
              ? number.builder().constant(constant(number).reshape(Shape.SCALAR))
              : number.reshape(Shape.SCALAR);
      return Optional.of(scalar.broadcastTo(op.shape()));
    }
    return x.op() instanceof Reshape
        ? Optional.of(x.input(0).reshape(op.shape()))
        : Optional.empty();
  }

  /**
   * Whether {@code value} is a constant full of {@code number} that does not stretch {@code other}.
   */
  private static boolean is(Value value, double number, Value other) {
    return value.op() instanceof Constant constant
        && constant.value().size() <= MOST_FOLDED
        && IntStream.range(0, constant.value().size())
            .allMatch(i -> constant.value().get(i) == number)
        && Shape.broadcast(value.shape(), other.shape()).equals(other.shape());
  }

  private static boolean inOrder(List<Integer> permutation) {
    return IntStream.range(0, permutation.size()).allMatch(i -> permutation.get(i) == i);
  }

  private static boolean sameShape(Op op, List<Value> inputs, int operand) {
    return op.infer(types(inputs)).get(0).equals(inputs.get(operand).type());
  }

  private static Optional<Value> fold(Op op, List<Value> inputs) {
    if (inputs.isEmpty() || !inputs.stream().allMatch(SimplifyRules::isFoldable)) {
      return Optional.empty();
    }
    if (op instanceof Reshape reshape) {
      return Optional.of(
          inputs.get(0).builder().constant(constant(inputs.get(0)).reshape(reshape.shape())));
    }
    if (!(op instanceof Elementwise elementwise) || op instanceof BroadcastTo) {
      return Optional.empty(); // A stretched number is best left a number.
    }
    TensorType type = op.infer(types(inputs)).get(0);
    if (type.shape().elements() > MOST_FOLDED
        || !inputs.stream()
            .allMatch(x -> x.shape().elements() == 1 || x.shape().equals(type.shape()))) {
      return Optional.empty();
    }
    double[] values = new double[type.shape().elements()];
    for (int i = 0; i < values.length; i++) {
      int at = i;
      values[i] =
          elementwise.apply(
              inputs.stream()
                  .mapToDouble(x -> constant(x).get(x.shape().elements() == 1 ? 0 : at))
                  .toArray());
    }
    return Optional.of(inputs.get(0).builder().constant(Tensor.of(type, values)));
  }

  private static boolean isFoldable(Value value) {
    return value.op() instanceof Constant && value.shape().elements() <= MOST_FOLDED;
  }

  private static Tensor constant(Value value) {
    return ((Constant) value.op()).value();
  }

  private static List<TensorType> types(List<Value> values) {
    return values.stream().map(Value::type).toList();
  }
}
