package dev.nn.reference;

import dev.nn.api.op.MatMul;
import dev.nn.api.tensor.Shape;
import java.util.Arrays;

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
    double[] a = new double[m * inner];
    double[] b = new double[inner * n];
    double[] row = new double[n];
    return () -> {
      for (int s = 0; s < stack; s++) {
        load(at.input(0), s, a, m, inner, op.transposeLeft());
        load(at.input(1), s, b, inner, n, op.transposeRight());
        for (int i = 0; i < m; i++) {
          multiply(a, i, b, inner, row);
          for (int j = 0; j < n; j++) {
            at.output().set((s * m + i) * n + j, row[j]);
          }
        }
      }
    };
  }

  /**
   * Row i of the product. The loop over columns is inside, because the virtual machine then
   * computes several at once; the terms of each sum still come in the order of k.
   */
  private static void multiply(double[] a, int i, double[] b, int inner, double[] row) {
    int n = row.length;
    Arrays.fill(row, 0);
    for (int k = 0; k < inner; k++) {
      double factor = a[i * inner + k];
      for (int j = 0; j < n; j++) {
        row[j] += factor * b[k * n + j];
      }
    }
  }

  /** Copies one matrix of a stack, as rows × columns whichever way it is stored. */
  private static void load(
      Window from, int s, double[] copy, int rows, int columns, boolean transposed) {
    int start = s * rows * columns;
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        copy[i * columns + j] = from.get(start + (transposed ? j * rows + i : i * columns + j));
      }
    }
  }
}
