package dev.nn.explain;

import dev.nn.api.tensor.Shape;

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
}
