package dev.nn.nd4j;

import dev.nn.api.op.Reduce;
import dev.nn.api.tensor.Shape;
import java.util.ArrayList;
import java.util.List;

/**
 * The axes of a reduction's input, neighbours of one kind merged: kept and reduced ones alternate.
 *
 * @param sizes outermost first
 * @param reduced for each, whether it is reduced
 */
record Merged(List<Integer> sizes, List<Boolean> reduced) {
  static Merged of(Reduce op, Shape shape) {
    List<Integer> sizes = new ArrayList<>();
    List<Boolean> reduced = new ArrayList<>();
    for (int axis = 0; axis < shape.rank(); axis++) {
      boolean reduce = op.axes().contains(axis);
      int last = sizes.size() - 1;
      if (shape.size(axis) == 1) {
        continue;
      }
      if (last >= 0 && reduced.get(last) == reduce) {
        sizes.set(last, sizes.get(last) * shape.size(axis));
      } else {
        sizes.add(shape.size(axis));
        reduced.add(reduce);
      }
    }
    return new Merged(sizes, reduced);
  }

  /** Whether the axes are exactly these. */
  boolean is(Boolean... pattern) {
    return reduced.equals(List.of(pattern));
  }

  /** For each axis, how far one step along it moves in the result. */
  int[] resultStrides() {
    int[] strides = new int[sizes.size()];
    int stride = 1;
    for (int axis = strides.length - 1; axis >= 0; axis--) {
      if (!reduced.get(axis)) {
        strides[axis] = stride;
        stride *= sizes.get(axis);
      }
    }
    return strides;
  }
}
