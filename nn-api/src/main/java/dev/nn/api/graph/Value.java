package dev.nn.api.graph;

import dev.nn.api.op.Binary;
import dev.nn.api.op.BinaryFunction;
import dev.nn.api.op.BroadcastTo;
import dev.nn.api.op.Cast;
import dev.nn.api.op.Compare;
import dev.nn.api.op.Comparison;
import dev.nn.api.op.LogSoftmax;
import dev.nn.api.op.MatMul;
import dev.nn.api.op.Reduce;
import dev.nn.api.op.Reduction;
import dev.nn.api.op.Reshape;
import dev.nn.api.op.Select;
import dev.nn.api.op.Slice;
import dev.nn.api.op.Softmax;
import dev.nn.api.op.Transpose;
import dev.nn.api.op.Unary;
import dev.nn.api.op.UnaryFunction;
import dev.nn.api.tensor.DataType;
import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.TensorType;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A value in a graph under construction. Methods add nodes; formulas read as on paper. Element-wise
 * methods broadcast as NumPy does.
 */
public final class Value {
  private final GraphBuilder builder;
  private final Ref ref;

  Value(GraphBuilder builder, Ref ref) {
    this.builder = builder;
    this.ref = ref;
  }

  /** The graph it belongs to. */
  public GraphBuilder builder() {
    return builder;
  }

  /** Its place in the graph. */
  public Ref ref() {
    return ref;
  }

  /** Element type and shape. */
  public TensorType type() {
    return builder.node(ref).types().get(ref.index());
  }

  /** The shape. */
  public Shape shape() {
    return type().shape();
  }

  /** The element type. */
  public DataType dtype() {
    return type().dtype();
  }

  /** The op that computes it. */
  public Op op() {
    return builder.node(ref).op();
  }

  /** The i-th input of that op. */
  public Value input(int i) {
    return builder.value(builder.node(ref).inputs().get(i));
  }

  /** Gives it a name in the textbook's notation and returns it. */
  public Value labelled(String label) {
    return builder.label(this, label);
  }

  /** A scalar constant of this value's type. */
  public Value constant(double value) {
    return builder.scalar(dtype(), value);
  }

  // Element by element, one operand.

  /** f(x). */
  public Value map(UnaryFunction function) {
    return builder.emit(new Unary(function), this);
  }

  /** −x. */
  public Value negate() {
    return map(UnaryFunction.NEGATE);
  }

  /** |x|. */
  public Value abs() {
    return map(UnaryFunction.ABS);
  }

  /** −1, 0 or 1. */
  public Value sign() {
    return map(UnaryFunction.SIGN);
  }

  /** eˣ. */
  public Value exp() {
    return map(UnaryFunction.EXP);
  }

  /** ln x. */
  public Value log() {
    return map(UnaryFunction.LOG);
  }

  /** √x. */
  public Value sqrt() {
    return map(UnaryFunction.SQRT);
  }

  /** x². */
  public Value square() {
    return map(UnaryFunction.SQUARE);
  }

  /** 1/x. */
  public Value reciprocal() {
    return map(UnaryFunction.RECIPROCAL);
  }

  /** tanh x. */
  public Value tanh() {
    return map(UnaryFunction.TANH);
  }

  /** 1/(1+e⁻ˣ). */
  public Value sigmoid() {
    return map(UnaryFunction.SIGMOID);
  }

  /** max(0, x). */
  public Value relu() {
    return map(UnaryFunction.RELU);
  }

  /** ln(1+eˣ). */
  public Value softplus() {
    return map(UnaryFunction.SOFTPLUS);
  }

  // Element by element, two operands.

  /** f(x, y). */
  public Value zip(BinaryFunction function, Value other) {
    return builder.emit(new Binary(function), this, other);
  }

  /** x + y. */
  public Value add(Value other) {
    return zip(BinaryFunction.ADD, other);
  }

  /** x + c. */
  public Value add(double c) {
    return add(constant(c));
  }

  /** x − y. */
  public Value subtract(Value other) {
    return zip(BinaryFunction.SUBTRACT, other);
  }

  /** x · y, element by element. */
  public Value multiply(Value other) {
    return zip(BinaryFunction.MULTIPLY, other);
  }

  /** c · x. */
  public Value scale(double c) {
    return multiply(constant(c));
  }

  /** x / y. */
  public Value divide(Value other) {
    return zip(BinaryFunction.DIVIDE, other);
  }

  /** xʸ. */
  public Value power(Value other) {
    return zip(BinaryFunction.POWER, other);
  }

  /** xᶜ. */
  public Value power(double c) {
    return power(constant(c));
  }

  /** The greater of both. */
  public Value maximum(Value other) {
    return zip(BinaryFunction.MAXIMUM, other);
  }

  /** The greater of x and c. */
  public Value maximum(double c) {
    return maximum(constant(c));
  }

  /** The smaller of both. */
  public Value minimum(Value other) {
    return zip(BinaryFunction.MINIMUM, other);
  }

  /** The smaller of x and c. */
  public Value minimum(double c) {
    return minimum(constant(c));
  }

  /** x confined to [low, high]; outside, no gradient flows. */
  public Value clip(double low, double high) {
    return maximum(low).minimum(high);
  }

  /** bool: x ⋛ y. */
  public Value compare(Comparison comparison, Value other) {
    return builder.emit(new Compare(comparison), this, other);
  }

  /** bool: x &gt; c. */
  public Value greater(double c) {
    return compare(Comparison.GREATER, constant(c));
  }

  /** bool: x ≥ c. */
  public Value greaterEqual(double c) {
    return compare(Comparison.GREATER_EQUAL, constant(c));
  }

  /** bool: x &lt; c. */
  public Value less(double c) {
    return compare(Comparison.LESS, constant(c));
  }

  /** bool: x ≤ c. */
  public Value lessEqual(double c) {
    return compare(Comparison.LESS_EQUAL, constant(c));
  }

  /** Of this bool value: where true {@code yes}, elsewhere {@code no}. */
  public Value select(Value yes, Value no) {
    return builder.emit(new Select(), this, yes, no);
  }

  /** The same numbers as another type. */
  public Value cast(DataType dtype) {
    return dtype == dtype() ? this : builder.emit(new Cast(dtype), this);
  }

  // Linear algebra.

  /** Matrix product x·y over the last two axes; leading axes must be equal. */
  public Value matmul(Value other) {
    return matmul(other, false, false);
  }

  /** Matrix product of x or xᵀ and y or yᵀ. */
  public Value matmul(Value other, boolean transposeLeft, boolean transposeRight) {
    return builder.emit(new MatMul(transposeLeft, transposeRight), this, other);
  }

  // Reductions. Without axes, over all of them.

  /** Sum over the given axes, which disappear. */
  public Value sum(int... axes) {
    return reduce(Reduction.SUM, false, axes);
  }

  /** Mean over the given axes, which disappear. */
  public Value mean(int... axes) {
    return reduce(Reduction.MEAN, false, axes);
  }

  /** Greatest over the given axes, which disappear. */
  public Value max(int... axes) {
    return reduce(Reduction.MAX, false, axes);
  }

  /** Reduction over the given axes (all, if none), which are kept with size 1 or disappear. */
  public Value reduce(Reduction reduction, boolean keepDims, int... axes) {
    Shape shape = shape();
    List<Integer> resolved =
        axes.length == 0
            ? IntStream.range(0, shape.rank()).boxed().toList()
            : Arrays.stream(axes).map(shape::axis).sorted().distinct().boxed().toList();
    return builder.emit(new Reduce(reduction, resolved, keepDims), this);
  }

  // Shape.

  /** The same elements under another shape. */
  public Value reshape(Shape shape) {
    return shape.equals(shape()) ? this : builder.emit(new Reshape(shape), this);
  }

  /** As {@link #reshape(Shape)}. */
  public Value reshape(int... sizes) {
    return reshape(Shape.of(sizes));
  }

  /** Axes in another order. */
  public Value transpose(int... permutation) {
    return builder.emit(new Transpose(Arrays.stream(permutation).boxed().toList()), this);
  }

  /** Stretched to a shape by NumPy's rules. */
  public Value broadcastTo(Shape shape) {
    return shape.equals(shape()) ? this : builder.emit(new BroadcastTo(shape), this);
  }

  /** {@code size} entries of an axis from {@code start} on. */
  public Value slice(int axis, int start, int size) {
    return builder.emit(new Slice(shape().axis(axis), start, size), this);
  }

  // Along the last axis.

  /** eˣ / Σ eˣ along the last axis. */
  public Value softmax() {
    return builder.emit(new Softmax(), this);
  }

  /** x − ln Σ eˣ along the last axis. */
  public Value logSoftmax() {
    return builder.emit(new LogSoftmax(), this);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Value value && value.builder == builder && value.ref.equals(ref);
  }

  @Override
  public int hashCode() {
    return ref.hashCode();
  }

  /** Such as {@code %12 = matmul : float32[128, 10]}. */
  @Override
  public String toString() {
    return ref + " = " + op().name() + " : " + type();
  }
}
