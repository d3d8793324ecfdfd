package dev.nn.nd4j;

import dev.nn.api.tensor.Shape;
import java.util.ArrayList;
import java.util.List;

/**
 * How a value is stretched to a larger shape, with neighbouring axes that behave alike merged into
 * one: which of its elements lies at a flat index of the larger shape.
 */
final class Stretch {
  /** The shapes of stretching that have a fast path. */
  enum Kind {
    /** Not at all. */
    DENSE,
    /** One element for all. */
    SCALAR,
    /** {@code [n]} to {@code [m, n]}: repeats after {@code n}. */
    ROW,
    /** {@code [m, 1]} to {@code [m, n]}: each element {@code n} times. */
    COLUMN,
    /** {@code [c, 1]} to {@code [n, c, m]}: a column that repeats, one number per channel. */
    PLANES,
    /** Anything else. */
    GENERAL
  }

  private final Kind kind;
  // Merged axes of the larger shape, innermost first; a stride of 0 where the value is stretched.
  private final int[] sizes;
  private final int[] strides;

  Stretch(Shape from, Shape to) {
    List<Integer> merged = new ArrayList<>();
    List<Boolean> stretched = new ArrayList<>();
    for (int axis = 1; axis <= to.rank(); axis++) {
      int size = to.size(-axis);
      if (size == 1) {
        continue;
      }
      boolean repeats = axis > from.rank() || from.size(-axis) == 1;
      int last = merged.size() - 1;
      if (last >= 0 && stretched.get(last) == repeats) {
        merged.set(last, merged.get(last) * size);
      } else {
        merged.add(size);
        stretched.add(repeats);
      }
    }
    sizes = merged.stream().mapToInt(Integer::intValue).toArray();
    strides = new int[sizes.length];
    int stride = 1;
    for (int i = 0; i < sizes.length; i++) {
      strides[i] = stretched.get(i) ? 0 : stride;
      stride *= stretched.get(i) ? 1 : sizes[i];
    }
    kind = kind(strides);
  }

  private static Kind kind(int[] strides) {
    return switch (strides.length) {
      case 0 -> Kind.DENSE;
      case 1 -> strides[0] == 0 ? Kind.SCALAR : Kind.DENSE;
      case 2 -> strides[0] == 0 ? Kind.COLUMN : Kind.ROW;
      case 3 -> strides[0] == 0 ? Kind.PLANES : Kind.GENERAL;
      default -> Kind.GENERAL;
    };
  }

  Kind kind() {
    return kind;
  }

  /**
   * Length of the innermost merged axis: after how many elements a row repeats or a column moves
   * on.
   */
  int inner() {
    return sizes[0];
  }

  /** Whether all elements along the innermost merged axis are one and the same. */
  boolean isInnerStretched() {
    return strides[0] == 0;
  }

  /** Of a column, number of elements after which it repeats, if it does. */
  int middle() {
    return sizes[1];
  }

  /** The value's element at a flat index of the larger shape. */
  int source(int index) {
    int element = 0;
    for (int i = 0; i < sizes.length; i++) {
      element += index % sizes[i] * strides[i];
      index /= sizes[i];
    }
    return element;
  }
}
