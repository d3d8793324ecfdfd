package dev.nn.reference;

import dev.nn.api.op.MatMul;
import dev.nn.api.tensor.Shape;

/** Matrix products. */
final class LinearKernels {
  private LinearKernels() {}

  /** C[i, j] = Σₖ A[i, k] · B[k, j], for each matrix of the stack. */
  static Kernel matmul(MatMul op, Operands at) {
    Shape shape = at.outputShape();
    int m = shape.size(-2);
    int n = shape.size(-1);
    int inner = at.inputShape(0).size(op.transposeLeft() ? -2 : -1);
    int stack = shape.subshape(0, shape.rank() - 2).elements();
    double[] rows = new double[m * inner];
    double[] columns = new double[n * inner];
    return () -> {
      for (int s = 0; s < stack; s++) {
        load(at.input(0), s, rows, m, inner, op.transposeLeft());
        load(at.input(1), s, columns, n, inner, !op.transposeRight());
        for (int i = 0; i < m; i++) {
          for (int j = 0; j < n; j++) {
            double sum = 0;
            for (int k = 0; k < inner; k++) {
              sum += rows[i * inner + k] * columns[j * inner + k];
            }
            at.output().set((s * m + i) * n + j, sum);
          }
        }
      }
    };
  }

  /**
   * Copies one matrix of a stack so that {@code copy[line, k]} lie side by side: rows of A, columns
   * of B. Reading a window element by element in the inner loop would be ten times slower.
   */
  private static void load(
      Window from, int s, double[] copy, int lines, int inner, boolean transposed) {
    int start = s * lines * inner;
    for (int line = 0; line < lines; line++) {
      for (int k = 0; k < inner; k++) {
        int place = transposed ? k * lines + line : line * inner + k;
        copy[line * inner + k] = from.get(start + place);
      }
    }
  }
}
