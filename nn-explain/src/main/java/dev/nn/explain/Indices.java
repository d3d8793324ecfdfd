package dev.nn.explain;

import dev.nn.api.tensor.Shape;
import java.util.List;
import java.util.OptionalInt;

/** Row-major places of entries. */
final class Indices {
  private Indices() {}

  /** The indices of an entry, one for each axis. */
  static int[] of(Shape shape, int entry) {
    int[] at = new int[shape.rank()];
    int rest = entry;
    for (int axis = at.length - 1; axis >= 0; axis--) {
      at[axis] = rest % shape.size(axis);
      rest /= shape.size(axis);
    }
    return at;
  }

  /** The entry at some indices. */
  static int entry(Shape shape, int[] at) {
    int entry = 0;
    for (int axis = 0; axis < at.length; axis++) {
      entry = entry * shape.size(axis) + at[axis];
    }
    return entry;
  }

  /**
   * The entry at indices that a reader gave.
   *
   * @param at counted from 1, without the first axis if it has one place, as names have it
   * @return empty if there is no such entry
   */
  static OptionalInt asked(Shape shape, List<Integer> at) {
    int first = shape.rank() > 1 && shape.size(0) == 1 ? 1 : 0;
    int[] indices = new int[at.size() + first];
    for (int i = 0; i < at.size(); i++) {
      indices[i + first] = at.get(i) - 1;
    }
    boolean fits =
        !at.isEmpty() && indices.length == shape.rank() && Entries.isInside(shape, indices);
    return fits ? OptionalInt.of(entry(shape, indices)) : OptionalInt.empty();
  }
}
