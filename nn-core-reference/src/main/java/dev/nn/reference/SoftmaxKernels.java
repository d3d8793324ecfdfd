package dev.nn.reference;

import dev.nn.api.backend.IndexException;
import dev.nn.api.op.LogSoftmax;
import dev.nn.api.op.Softmax;
import dev.nn.api.op.SparseSoftmaxCrossEntropy;

/** Along the last axis; the greatest element is subtracted first, so that nothing overflows. */
final class SoftmaxKernels {
  private SoftmaxKernels() {}

  /** yᵢ = e^(xᵢ − max x) / Σⱼ e^(xⱼ − max x). */
  static Kernel softmax(Softmax op, Operands at) {
    Window x = at.input(0);
    int n = at.inputShape(0).size(-1);
    return () -> {
      for (int start = 0; start < x.size(); start += n) {
        storeSoftmax(x, start, n, at.output());
      }
    };
  }

  /** yᵢ = xᵢ − max x − ln Σⱼ e^(xⱼ − max x). */
  static Kernel logSoftmax(LogSoftmax op, Operands at) {
    Window x = at.input(0);
    int n = at.inputShape(0).size(-1);
    return () -> {
      for (int start = 0; start < x.size(); start += n) {
        double max = max(x, start, n);
        double log = Math.log(sumOfExp(x, start, n, max));
        for (int i = start; i < start + n; i++) {
          at.output().set(i, x.get(i) - max - log);
        }
      }
    };
  }

  /** C = −ln softmax(z)[class] and a = softmax(z). */
  static Kernel sparseCrossEntropy(SparseSoftmaxCrossEntropy op, Operands at) {
    Window logits = at.input(0);
    Window classes = at.input(1);
    int n = at.inputShape(0).size(-1);
    return () -> {
      for (int row = 0; row < classes.size(); row++) {
        int start = row * n;
        int truth = IndexException.check(at.instruction(), (int) classes.get(row), n);
        double max = max(logits, start, n);
        double log = Math.log(sumOfExp(logits, start, n, max));
        at.outputs().get(0).set(row, log - (logits.get(start + truth) - max));
        storeSoftmax(logits, start, n, at.outputs().get(1));
      }
    };
  }

  private static void storeSoftmax(Window x, int start, int n, Window y) {
    double max = max(x, start, n);
    double sum = sumOfExp(x, start, n, max);
    for (int i = start; i < start + n; i++) {
      y.set(i, Math.exp(x.get(i) - max) / sum);
    }
  }

  private static double max(Window x, int start, int n) {
    double max = Double.NEGATIVE_INFINITY;
    for (int i = start; i < start + n; i++) {
      max = Math.max(max, x.get(i));
    }
    return max;
  }

  private static double sumOfExp(Window x, int start, int n, double max) {
    double sum = 0;
    for (int i = start; i < start + n; i++) {
      sum += Math.exp(x.get(i) - max);
    }
    return sum;
  }
}
