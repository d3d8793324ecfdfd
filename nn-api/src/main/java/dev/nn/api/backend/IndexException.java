package dev.nn.api.backend;

import dev.nn.api.op.SparseSoftmaxCrossEntropy;

/**
 * The data hold an index for which a layer's table has no row, or a loss no class. It says which
 * layer, which index, and how many there are.
 */
public final class IndexException extends BackendException {
  private static final long serialVersionUID = 1L;

  private IndexException(Instruction at, String what) {
    super((at.path().isEmpty() ? at.op().name() : "layer '" + at.path() + "'") + ": " + what);
  }

  /**
   * The index itself.
   *
   * @param at what looks it up
   * @param count of rows or classes
   * @throws IndexException if it is not from 0 to {@code count} − 1
   */
  public static int check(Instruction at, int index, int count) {
    if (index < 0 || index >= count) {
      String what =
          at.op() instanceof SparseSoftmaxCrossEntropy
              ? "class %d is outside the %d classes of the logits (0 to %d)"
              : "index %d is outside the %d rows of the table (0 to %d); the data hold an index that"
                  + " the layer was not made for";
      throw new IndexException(at, what.formatted(index, count, count - 1));
    }
    return index;
  }
}
