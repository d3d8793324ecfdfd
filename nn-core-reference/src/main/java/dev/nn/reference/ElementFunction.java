package dev.nn.reference;

import dev.nn.api.op.Binary;
import dev.nn.api.op.BinaryFunction;
import dev.nn.api.op.Elementwise;
import dev.nn.api.tensor.DataType;

/** What an element-wise op does with one element of each operand. */
@FunctionalInterface
interface ElementFunction {
  double apply(double[] operands);

  /** The op's own definition, but integer arithmetic between int32. */
  static ElementFunction of(Elementwise op, DataType operands) {
    return op instanceof Binary binary && operands == DataType.INT32
        ? x -> integer(binary.function(), (int) x[0], (int) x[1])
        : op::apply;
  }

  /**
   * As Java's {@code int}: sums, differences and products wrap around, quotients are truncated
   * towards zero. float64 would lose the low digits of large products. Division by zero and powers
   * that leave the range give what the conversion of the float64 result gives.
   */
  private static int integer(BinaryFunction function, int x, int y) {
    return switch (function) {
      case ADD -> x + y;
      case SUBTRACT -> x - y;
      case MULTIPLY -> x * y;
      case DIVIDE, POWER, MAXIMUM, MINIMUM -> (int) function.apply(x, y);
    };
  }
}
