package dev.nn.reference;

import dev.nn.api.tensor.Shape;
import java.util.Arrays;
import java.util.List;

/**
 * Goes through the elements of a shape in row-major order and knows each one's flat place in
 * several operands, which may hold the axes in another order (transpose) or only once (broadcast).
 *
 * <pre>{@code
 * for (walk.start(); walk.inside(); walk.next()) {
 *   z.set(walk.at(0), x.get(walk.at(1)));
 * }
 * }</pre>
 */
final class Walk {
  private final int[] sizes;
  private final int elements;
  private final int[][] strides;
  private final int[] index;
  private final int[] places;
  private int visited;

  /**
   * @param shape what to go through
   * @param strides for each operand, how far one step along each axis leads
   */
  Walk(Shape shape, int[]... strides) {
    this.sizes = shape.toArray();
    this.elements = shape.elements();
    this.strides = strides;
    this.index = new int[sizes.length];
    this.places = new int[strides.length];
  }

  /** Strides of an operand of shape {@code from}, broadcast to {@code to}: 0 where stretched. */
  static int[] broadcast(Shape from, Shape to) {
    int[] strides = new int[to.rank()];
    System.arraycopy(from.strides(), 0, strides, to.rank() - from.rank(), from.rank());
    for (int axis : from.broadcastAxes(to)) {
      strides[axis] = 0;
    }
    return strides;
  }

  /** The strides of the given axes. */
  static int[] pick(int[] strides, List<Integer> axes) {
    return axes.stream().mapToInt(axis -> strides[axis]).toArray();
  }

  /** Goes to the first element. */
  void start() {
    visited = 0;
    Arrays.fill(index, 0);
    Arrays.fill(places, 0);
  }

  /** Whether there still is an element. */
  boolean inside() {
    return visited < elements;
  }

  /** Goes to the next element. */
  void next() {
    visited++;
    for (int axis = sizes.length - 1; axis >= 0; axis--) {
      if (++index[axis] < sizes[axis]) {
        move(axis, 1);
        return;
      }
      index[axis] = 0;
      move(axis, 1 - sizes[axis]);
    }
  }

  private void move(int axis, int steps) {
    for (int operand = 0; operand < places.length; operand++) {
      places[operand] += steps * strides[operand][axis];
    }
  }

  /** The element's flat place in an operand. */
  int at(int operand) {
    return places[operand];
  }
}
