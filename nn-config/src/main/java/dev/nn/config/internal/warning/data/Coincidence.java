package dev.nn.config.internal.warning.data;

import dev.nn.api.data.Dataset;
import dev.nn.api.tensor.Tensor;

/**
 * How many examples of a data set would equal one of another by chance alone. In a table of a few
 * rough columns, such as sex, class and age, many do; nobody copied them.
 */
final class Coincidence {
  private static final int EXAMPLES = 50;
  private static final int OTHERS = 500;

  /** What is less likely than that does not happen. */
  private static final double NEVER = 1e-9;

  private Coincidence() {}

  /**
   * Estimated as if columns did not depend on each other: an example has as many equals among n
   * others as n times the product of the shares that its values have in their columns.
   */
  static double expected(Dataset examples, Dataset others) {
    int step = Math.max(1, examples.size() / EXAMPLES);
    double sum = 0;
    int seen = 0;
    for (int row = 0; row < examples.size(); row += step, seen++) {
      sum += Math.min(1, equals(examples, row, others));
    }
    return sum / seen * examples.size();
  }

  private static double equals(Dataset examples, int row, Dataset others) {
    double equals = others.size();
    for (String input : examples.inputs().keySet()) {
      Tensor own = examples.inputs().get(input);
      Tensor other = others.inputs().get(input);
      int width = own.shape().withoutBatch().elements();
      for (int i = 0; i < width && equals > NEVER; i++) {
        double value = own.get(row * width + i);
        // Of one-hot columns only the one counts, and what is black says little; but that a text
        // ends here says much.
        if (value != 0 || !own.dtype().isFloating()) {
          equals *= share(value, other, i, width);
        }
      }
    }
    return equals;
  }

  /** At least that of one in the sample: what has not been seen may still be there. */
  private static double share(double value, Tensor table, int column, int width) {
    int rows = table.size() / width;
    int step = Math.max(1, rows / OTHERS);
    int seen = 1;
    int same = 1;
    for (int row = 0; row < rows; row += step, seen++) {
      same += table.get(row * width + column) == value ? 1 : 0;
    }
    return (double) same / seen;
  }
}
