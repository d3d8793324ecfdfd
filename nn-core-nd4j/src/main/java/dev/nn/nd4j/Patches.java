package dev.nn.nd4j;

import dev.nn.api.op.WindowGeometry;
import dev.nn.api.tensor.Shape;
import java.util.Arrays;
import java.util.List;

/**
 * What a moving window sees of a plane, by lines: the last spatial axis is the inner one, all
 * others together are the outer one. A line of places and an outer tap see a part of one line of
 * the plane, or nothing but padding.
 */
final class Patches {
  /** In place of a line of the plane: padding. */
  static final int OUTSIDE = -1;

  /** Elements of the plane. */
  final int plane;

  /** Lines of places. */
  final int lines;

  /** Places in a line. */
  final int width;

  /** Taps along the outer axes. */
  final int outerTaps;

  /** Taps along the inner axis. */
  final int innerTaps;

  /** From one place of a line to the next. */
  final int stride;

  /** For each inner tap, what place 0 sees; may lie before the line. */
  final int[] first;

  /** For each inner tap, the first place that does not see padding. */
  final int[] from;

  /** For each inner tap, the place after the last that does not see padding. */
  final int[] to;

  private final int[] starts;
  private final boolean identity;

  /**
   * @param spatial sizes of the plane
   * @param window sizes of the window
   */
  Patches(WindowGeometry geometry, List<Integer> spatial, List<Integer> window) {
    int inner = geometry.rank() - 1;
    Shape from = Shape.of(spatial);
    Shape to = Shape.of(geometry.places(spatial, window));
    Shape outerPlaces = to.subshape(0, inner);
    Shape outerWindow = Shape.of(window).subshape(0, inner);
    plane = from.elements();
    lines = outerPlaces.elements();
    width = to.size(inner);
    outerTaps = outerWindow.elements();
    innerTaps = window.get(inner);
    stride = geometry.strides().get(inner);
    first = new int[innerTaps];
    this.from = new int[innerTaps];
    this.to = new int[innerTaps];
    for (int tap = 0; tap < innerTaps; tap++) {
      first[tap] = tap * geometry.dilations().get(inner) - geometry.before().get(inner);
      int start = Math.max(0, -Math.floorDiv(first[tap], stride));
      int end = -Math.floorDiv(first[tap] - from.size(inner), stride);
      this.from[tap] = Math.min(start, width);
      this.to[tap] = Math.max(this.from[tap], Math.min(end, width));
    }
    starts = new int[outerTaps * lines];
    for (int i = 0; i < starts.length; i++) {
      starts[i] =
          start(geometry, from, index(i % lines, outerPlaces), index(i / lines, outerWindow));
    }
    identity =
        to.equals(from)
            && outerTaps * innerTaps == 1
            && geometry.strides().stream().allMatch(s -> s == 1)
            && geometry.before().stream().allMatch(n -> n == 0);
  }

  /** Taps of the window. */
  int taps() {
    return outerTaps * innerTaps;
  }

  /** Places of the window. */
  int places() {
    return lines * width;
  }

  /** Whether each place sees exactly the element at its own place. */
  boolean isIdentity() {
    return identity;
  }

  /** Where the line of the plane begins that an outer tap sees; or {@link #OUTSIDE}. */
  int start(int outerTap, int line) {
    return starts[outerTap * lines + line];
  }

  /** For each place the elements it sees, in the order of the taps. */
  int[][] seen() {
    int[][] seen = new int[places()][];
    int[] found = new int[taps()];
    for (int place = 0; place < seen.length; place++) {
      int count = 0;
      for (int tap = 0; tap < found.length; tap++) {
        int start = start(tap / innerTaps, place / width);
        int inner = tap % innerTaps;
        int column = place % width;
        if (start != OUTSIDE && column >= from[inner] && column < to[inner]) {
          found[count++] = start + first[inner] + column * stride;
        }
      }
      seen[place] = Arrays.copyOf(found, count);
    }
    return seen;
  }

  private static int start(WindowGeometry geometry, Shape plane, int[] place, int[] tap) {
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
    return flat * plane.size(-1);
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
