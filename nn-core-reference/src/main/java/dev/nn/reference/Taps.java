package dev.nn.reference;

import dev.nn.api.op.WindowGeometry;
import dev.nn.api.tensor.Shape;
import java.util.List;

/**
 * What a moving window sees: for each of its places, and each of its taps, a flat index into the
 * plane it moves over.
 */
final class Taps {
  /** Where there is padding. */
  static final int OUTSIDE = -1;

  /** Elements of a plane of the input. */
  final int plane;

  /** Elements of a plane of the output: places of the window. */
  final int places;

  /** Elements of the window. */
  final int count;

  private final int[] seen;

  /**
   * @param spatial sizes of the plane
   * @param window sizes of the window
   */
  Taps(WindowGeometry geometry, List<Integer> spatial, List<Integer> window) {
    Shape from = Shape.of(spatial);
    Shape to = Shape.of(geometry.places(spatial, window));
    Shape taps = Shape.of(window);
    plane = from.elements();
    places = to.elements();
    count = taps.elements();
    seen = new int[places * count];
    for (int i = 0; i < seen.length; i++) {
      seen[i] = find(geometry, from, index(i / count, to), index(i % count, taps));
    }
  }

  /** Where tap {@code tap} looks when the window is at {@code place}. */
  int at(int place, int tap) {
    return seen[place * count + tap];
  }

  private static int find(WindowGeometry geometry, Shape plane, int[] place, int[] tap) {
    int flat = 0;
    for (int axis = 0; axis < place.length; axis++) {
      int entry =
          place[axis] * geometry.strides().get(axis)
              + tap[axis] * geometry.dilations().get(axis)
              - geometry.before().get(axis);
      if (entry < 0 || entry >= plane.size(axis)) {
        return OUTSIDE;
      }
      flat = flat * plane.size(axis) + entry;
    }
    return flat;
  }

  private static int[] index(int flat, Shape shape) {
    int[] index = new int[shape.rank()];
    for (int axis = index.length - 1; axis >= 0; axis--) {
      index[axis] = flat % shape.size(axis);
      flat /= shape.size(axis);
    }
    return index;
  }
}
