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

/**
 * One loop over float64 registers. Arithmetic has loops of its own, which the JIT compiler
 * vectorises; all else runs by its definition, {@link Elementwise#apply}.
 */
@FunctionalInterface
interface DoubleStep {
  /**
   * Computes the first {@code n} elements of a register from others.
   *
   * @param worker number of the thread
   */
  void run(double[][] registers, int n, int worker);

  /**
   * The loop for an op.
   *
   * @param in registers of the operands
   * @param out register of the result, none of those
   * @param workers number of threads
   */
  static DoubleStep of(Elementwise op, int[] in, int out, int workers) {
    if (op instanceof Binary binary && binary.function() != BinaryFunction.POWER) {
      return binary(binary.function(), in[0], in[1], out);
    }
    if (op instanceof Unary unary) {
      return unary(unary.function(), in[0], out);
    }
    if (op instanceof Compare compare) {
      return compare(compare.comparison(), in[0], in[1], out);
    }
    if (op instanceof Cast || op instanceof BroadcastTo) {
      int x = in[0];
      return (r, n, w) -> System.arraycopy(r[x], 0, r[out], 0, n); // Rounded by the kernel.
    }
    if (op instanceof Select) {
      int condition = in[0];
      int x = in[1];
      int y = in[2];
      return (r, n, w) -> select(r[condition], r[x], r[y], r[out], n);
    }
    double[][] arguments = new double[workers][in.length];
    return (r, n, w) -> {
      double[] x = arguments[w];
      for (int i = 0; i < n; i++) {
        for (int k = 0; k < in.length; k++) {
          x[k] = r[in[k]][i];
        }
        r[out][i] = op.apply(x);
      }
    };
  }

  private static DoubleStep binary(BinaryFunction function, int a, int b, int out) {
    return switch (function) {
      case ADD -> (r, n, w) -> add(r[a], r[b], r[out], n);
      case SUBTRACT -> (r, n, w) -> subtract(r[a], r[b], r[out], n);
      case MULTIPLY -> (r, n, w) -> multiply(r[a], r[b], r[out], n);
      case DIVIDE -> (r, n, w) -> divide(r[a], r[b], r[out], n);
      case MAXIMUM, MINIMUM, POWER ->
          (r, n, w) -> {
            for (int i = 0; i < n; i++) {
              r[out][i] = function.apply(r[a][i], r[b][i]);
            }
          };
    };
  }

  private static DoubleStep unary(UnaryFunction function, int a, int out) {
    return switch (function) {
      case SQUARE -> (r, n, w) -> multiply(r[a], r[a], r[out], n);
      case SQRT -> (r, n, w) -> sqrt(r[a], r[out], n);
      case NEGATE -> (r, n, w) -> negate(r[a], r[out], n);
      default ->
          (r, n, w) -> {
            for (int i = 0; i < n; i++) {
              r[out][i] = function.apply(r[a][i]);
            }
          };
    };
  }

  private static DoubleStep compare(Comparison comparison, int a, int b, int out) {
    return (r, n, w) -> {
      for (int i = 0; i < n; i++) {
        r[out][i] = comparison.holds(r[a][i], r[b][i]) ? 1 : 0;
      }
    };
  }

  private static void add(double[] x, double[] y, double[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = x[i] + y[i];
    }
  }

  private static void subtract(double[] x, double[] y, double[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = x[i] - y[i];
    }
  }

  private static void multiply(double[] x, double[] y, double[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = x[i] * y[i];
    }
  }

  private static void divide(double[] x, double[] y, double[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = x[i] / y[i];
    }
  }

  private static void sqrt(double[] x, double[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = Math.sqrt(x[i]);
    }
  }

  private static void negate(double[] x, double[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = -x[i];
    }
  }

  private static void select(double[] condition, double[] x, double[] y, double[] out, int n) {
    for (int i = 0; i < n; i++) {
      out[i] = condition[i] != 0 ? x[i] : y[i];
    }
  }
}
