package dev.nn.reference;

import dev.nn.api.backend.IndexException;
import dev.nn.api.op.Gather;
import dev.nn.api.op.OneHot;
import dev.nn.api.op.ScatterAdd;
import java.util.Arrays;

/** Rows by number. */
final class IndexingKernels {
  private IndexingKernels() {}

  /** out[i] = table[indices[i]]. */
  static Kernel gather(Gather op, Operands at) {
    Window table = at.input(0);
    Window indices = at.input(1);
    int rows = at.inputShape(0).size(0);
    int row = at.inputShape(0).withoutBatch().elements();
    return () -> {
      for (int i = 0; i < indices.size(); i++) {
        int index = IndexException.check(at.instruction(), (int) indices.get(i), rows);
        for (int j = 0; j < row; j++) {
          at.output().set(i * row + j, table.get(index * row + j));
        }
      }
    };
  }

  /**
   * out[indices[i]] += values[i], in order. The sums are gathered in float64 and rounded once, as
   * every op's result is.
   */
  static Kernel scatterAdd(ScatterAdd op, Operands at) {
    Window indices = at.input(0);
    Window values = at.input(1);
    int row = at.outputShape().withoutBatch().elements();
    double[] table = new double[at.output().size()];
    return () -> {
      Arrays.fill(table, 0);
      for (int i = 0; i < indices.size(); i++) {
        int index = IndexException.check(at.instruction(), (int) indices.get(i), op.rows());
        for (int j = 0; j < row; j++) {
          table[index * row + j] += values.get(i * row + j);
        }
      }
      for (int i = 0; i < table.length; i++) {
        at.output().set(i, table[i]);
      }
    };
  }

  /** out[i, j] = 1 if indices[i] = j, else 0. */
  static Kernel oneHot(OneHot op, Operands at) {
    Window indices = at.input(0);
    return () -> {
      for (int i = 0; i < indices.size(); i++) {
        for (int j = 0; j < op.depth(); j++) {
          at.output().set(i * op.depth() + j, indices.get(i) == j ? 1 : 0);
        }
      }
    };
  }
}
