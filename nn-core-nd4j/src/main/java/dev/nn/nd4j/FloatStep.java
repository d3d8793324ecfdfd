package dev.nn.nd4j;

import dev.nn.api.op.Binary;
import dev.nn.api.op.BinaryFunction;
import dev.nn.api.op.BroadcastTo;
import dev.nn.api.op.Cast;
import dev.nn.api.op.Compare;
import dev.nn.api.op.Comparison;
import dev.nn.api.op.Elementwise;
import dev.nn.api.op.Select;
import dev.nn.api.op.Unary;
import dev.nn.api.op.UnaryFunction;
import dev.nn.api.tensor.DataType;
import java.util.Arrays;
import java.util.List;

/** One loop of a float32 program. */
@FunctionalInterface
interface FloatStep {
  /** Computes the first {@code n} elements of a register from others. */
  void run(float[][] registers, int n, Workspace workspace);

  /**
   * Where an operand is.
   *
   * @param register its number, if it differs from element to element
   * @param cell holds its value, if it is the same for all elements; otherwise null
   */
  record Operand(int register, float[] cell) {
    boolean isScalar() {
      return cell != null;
    }
  }

  /** Whether a step only renames its operand: in float32 programs truth values are 0 and 1. */
  static boolean isAlias(Elementwise op) {
    return op instanceof BroadcastTo || op instanceof Cast cast && cast.dtype() == DataType.FLOAT32;
  }

  /** Whether there is a loop for an op; aliases have none. */
  static boolean exists(Elementwise op) {
    return op instanceof Binary
        || op instanceof Unary
        || op instanceof Compare
        || op instanceof Select
        || op instanceof Cast cast && cast.dtype() == DataType.BOOL;
  }

  /** The loop for an op. At least one operand is not a scalar. */
  static FloatStep of(Elementwise op, List<Operand> operands, int out) {
    Operand x = operands.get(0);
    if (op instanceof Unary unary) {
      return unary(unary.function(), x.register(), out);
    }
    if (op instanceof Binary binary) {
      return binary(binary.function(), x, operands.get(1), out);
    }
    if (op instanceof Compare compare) {
      return compare(compare.comparison(), x, operands.get(1), out);
    }
    if (op instanceof Select) {
      return select(x, operands.get(1), operands.get(2), out);
    }
    int a = x.register();
    return (r, n, w) -> Loops.toTruth(r[a], r[out], n);
  }

  /** About how long one element takes, in nanoseconds. */
  static double nanos(Elementwise op) {
    if (op instanceof Unary unary) {
      return switch (unary.function()) {
        case NEGATE, ABS, SQRT, SQUARE, RECIPROCAL, RELU -> 0.1;
        case SIGN, FLOOR -> 1;
        case EXP, EXPM1, LOG, TANH, SIGMOID, SOFTPLUS, ERF, GELU -> 0.7;
        case GELU_SLOPE -> 1.4;
        case LOG1P, SIN, COS -> 20;
      };
    }
    if (op instanceof Binary binary) {
      return binary.function() == BinaryFunction.POWER ? 30 : 0.1;
    }
    return 0.8;
  }

  private static FloatStep unary(UnaryFunction function, int a, int out) {
    return switch (function) {
      case NEGATE -> (r, n, w) -> Loops.negate(r[a], r[out], n);
      case ABS -> (r, n, w) -> Loops.abs(r[a], r[out], n);
      case SIGN -> (r, n, w) -> Loops.sign(r[a], r[out], n);
      case EXP -> (r, n, w) -> Functions.exp(r[a], r[out], n, w);
      case EXPM1 -> (r, n, w) -> Functions.expm1(r[a], r[out], n, w);
      case LOG -> (r, n, w) -> Functions.log(r[a], r[out], n, w);
      case LOG1P -> (r, n, w) -> Functions.log1p(r[a], r[out], n);
      case SQRT -> (r, n, w) -> Loops.sqrt(r[a], r[out], n);
      case SQUARE -> (r, n, w) -> Loops.square(r[a], r[out], n);
      case RECIPROCAL -> (r, n, w) -> Loops.divideScalar(1, r[a], r[out], n);
      case SIN -> (r, n, w) -> Functions.sin(r[a], r[out], n);
      case COS -> (r, n, w) -> Functions.cos(r[a], r[out], n);
      case TANH -> (r, n, w) -> Functions.tanh(r[a], r[out], n);
      case SIGMOID -> (r, n, w) -> Functions.sigmoid(r[a], r[out], n, w);
      case RELU -> (r, n, w) -> Loops.maximumScalar(r[a], 0, r[out], n);
      case SOFTPLUS -> (r, n, w) -> Functions.softplus(r[a], r[out], n, w);
      case ERF -> (r, n, w) -> Functions.erf(r[a], r[out], n);
      case GELU -> (r, n, w) -> Functions.gelu(r[a], r[out], n, w);
      case GELU_SLOPE -> (r, n, w) -> Functions.geluSlope(r[a], r[out], n, w);
      case FLOOR -> (r, n, w) -> Loops.floor(r[a], r[out], n);
    };
  }

  private static FloatStep binary(BinaryFunction function, Operand x, Operand y, int out) {
    if (x.isScalar() && function.commutes()) {
      return binary(function, y, x, out);
    }
    int a = x.register();
    int b = y.register();
    if (x.isScalar()) {
      float[] s = x.cell();
      return switch (function) {
        case SUBTRACT -> (r, n, w) -> Loops.subtractFromScalar(s[0], r[b], r[out], n);
        case DIVIDE -> (r, n, w) -> Loops.divideScalar(s[0], r[b], r[out], n);
        case POWER -> (r, n, w) -> Loops.scalarPower(s[0], r[b], r[out], n);
        default -> throw new AssertionError(function);
      };
    }
    if (y.isScalar()) {
      float[] s = y.cell();
      return switch (function) {
        case ADD -> (r, n, w) -> Loops.addScalar(r[a], s[0], r[out], n);
        case SUBTRACT -> (r, n, w) -> Loops.addScalar(r[a], -s[0], r[out], n);
        case MULTIPLY -> (r, n, w) -> Loops.multiplyScalar(r[a], s[0], r[out], n);
        case DIVIDE -> (r, n, w) -> Loops.divideByScalar(r[a], s[0], r[out], n);
        case POWER -> (r, n, w) -> Loops.powerScalar(r[a], s[0], r[out], n);
        case MAXIMUM -> (r, n, w) -> Loops.maximumScalar(r[a], s[0], r[out], n);
        case MINIMUM -> (r, n, w) -> Loops.minimumScalar(r[a], s[0], r[out], n);
      };
    }
    return switch (function) {
      case ADD -> (r, n, w) -> Loops.add(r[a], r[b], r[out], n);
      case SUBTRACT -> (r, n, w) -> Loops.subtract(r[a], r[b], r[out], n);
      case MULTIPLY -> (r, n, w) -> Loops.multiply(r[a], r[b], r[out], n);
      case DIVIDE -> (r, n, w) -> Loops.divide(r[a], r[b], r[out], n);
      case POWER -> (r, n, w) -> Loops.power(r[a], r[b], r[out], n);
      case MAXIMUM -> (r, n, w) -> Loops.maximum(r[a], r[b], r[out], n);
      case MINIMUM -> (r, n, w) -> Loops.minimum(r[a], r[b], r[out], n);
    };
  }

  private static FloatStep compare(Comparison comparison, Operand x, Operand y, int out) {
    if (x.isScalar()) {
      return compare(mirrored(comparison), y, x, out);
    }
    int a = x.register();
    int b = y.register();
    if (y.isScalar()) {
      float[] s = y.cell();
      return switch (comparison) {
        case EQUAL -> (r, n, w) -> Loops.equalScalar(r[a], s[0], r[out], n);
        case NOT_EQUAL -> (r, n, w) -> Loops.notEqualScalar(r[a], s[0], r[out], n);
        case LESS -> (r, n, w) -> Loops.lessScalar(r[a], s[0], r[out], n);
        case LESS_EQUAL -> (r, n, w) -> Loops.lessEqualScalar(r[a], s[0], r[out], n);
        case GREATER -> (r, n, w) -> Loops.greaterScalar(r[a], s[0], r[out], n);
        case GREATER_EQUAL -> (r, n, w) -> Loops.greaterEqualScalar(r[a], s[0], r[out], n);
      };
    }
    return switch (comparison) {
      case EQUAL -> (r, n, w) -> Loops.equal(r[a], r[b], r[out], n);
      case NOT_EQUAL -> (r, n, w) -> Loops.notEqual(r[a], r[b], r[out], n);
      case LESS -> (r, n, w) -> Loops.less(r[a], r[b], r[out], n);
      case LESS_EQUAL -> (r, n, w) -> Loops.lessEqual(r[a], r[b], r[out], n);
      case GREATER -> (r, n, w) -> Loops.less(r[b], r[a], r[out], n);
      case GREATER_EQUAL -> (r, n, w) -> Loops.lessEqual(r[b], r[a], r[out], n);
    };
  }

  /** The relation that holds for (y, x) when this one holds for (x, y). */
  private static Comparison mirrored(Comparison comparison) {
    return switch (comparison) {
      case EQUAL, NOT_EQUAL -> comparison;
      case LESS -> Comparison.GREATER;
      case LESS_EQUAL -> Comparison.GREATER_EQUAL;
      case GREATER -> Comparison.LESS;
      case GREATER_EQUAL -> Comparison.LESS_EQUAL;
    };
  }

  private static FloatStep select(Operand condition, Operand x, Operand y, int out) {
    int a = x.register();
    int b = y.register();
    if (condition.isScalar()) {
      float[] c = condition.cell();
      return (r, n, w) -> {
        Operand picked = c[0] != 0 ? x : y;
        if (picked.isScalar()) {
          Arrays.fill(r[out], 0, n, picked.cell()[0]);
        } else {
          System.arraycopy(r[picked.register()], 0, r[out], 0, n);
        }
      };
    }
    int c = condition.register();
    float[] s = x.cell();
    float[] t = y.cell();
    if (x.isScalar()) {
      return y.isScalar()
          ? (r, n, w) -> Functions.select(r[c], s[0], t[0], r[out], n, w)
          : (r, n, w) -> Functions.select(r[c], s[0], r[b], r[out], n, w);
    }
    return y.isScalar()
        ? (r, n, w) -> Functions.select(r[c], r[a], t[0], r[out], n, w)
        : (r, n, w) -> Functions.select(r[c], r[a], r[b], r[out], n, w);
  }
}
