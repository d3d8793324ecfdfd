package dev.nn.api.op;

import dev.nn.api.tensor.ShapeException;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

/**
 * How a window moves over spatial axes. Tap t of the window at output place o looks at the entry
 * o·stride + t·dilation − before of the input, where there is one; elsewhere there is padding.
 *
 * @param strides how far the window moves, for each axis, ≥ 1
 * @param before entries of padding before the first one, for each axis, ≥ 0
 * @param after entries of padding after the last one, for each axis, ≥ 0
 * @param dilations distance between neighbouring taps, for each axis, ≥ 1
 */
public record WindowGeometry(
    List<Integer> strides, List<Integer> before, List<Integer> after, List<Integer> dilations) {
  /**
   * Copies the lists.
   *
   * @throws IllegalArgumentException if a number is out of range, or the lists differ in length
   */
  public WindowGeometry {
    strides = List.copyOf(strides);
    before = List.copyOf(before);
    after = List.copyOf(after);
    dilations = List.copyOf(dilations);
    if (Stream.of(strides, before, after, dilations).map(List::size).distinct().count() != 1
        || Stream.of(strides, dilations).flatMap(List::stream).anyMatch(n -> n < 1)
        || Stream.of(before, after).flatMap(List::stream).anyMatch(n -> n < 0)) {
      throw new IllegalArgumentException(
          "no geometry: strides "
              + strides
              + ", padding before "
              + before
              + " and after "
              + after
              + ", dilations "
              + dilations);
    }
  }

  /** Without padding or dilation. */
  public static WindowGeometry of(List<Integer> strides) {
    List<Integer> none = Collections.nCopies(strides.size(), 0);
    return new WindowGeometry(strides, none, none, Collections.nCopies(strides.size(), 1));
  }

  /** Number of spatial axes. */
  public int rank() {
    return strides.size();
  }

  /** Entries from the first tap of a window to its last. */
  public static int extent(int window, int dilation) {
    return (window - 1) * dilation + 1;
  }

  /**
   * Number of places of a window along each axis: ⌊(input + before + after − extent)/stride⌋ + 1.
   *
   * @param input sizes of the input's spatial axes
   * @param window sizes of the window
   * @throws ShapeException if the window does not fit, or the ranks differ
   */
  public List<Integer> places(List<Integer> input, List<Integer> window) {
    if (input.size() != rank() || window.size() != rank()) {
      throw new ShapeException(
          "a window " + window + " with strides " + strides + " does not move over " + input);
    }
    Integer[] places = new Integer[rank()];
    for (int axis = 0; axis < places.length; axis++) {
      int room =
          input.get(axis)
              + before.get(axis)
              + after.get(axis)
              - extent(window.get(axis), dilations.get(axis));
      if (room < 0 || window.get(axis) < 1) {
        throw new ShapeException(
            "a window "
                + window
                + " (dilation "
                + dilations
                + ") does not fit into "
                + input
                + " with padding "
                + before
                + " before and "
                + after
                + " after");
      }
      places[axis] = room / strides.get(axis) + 1;
    }
    return List.of(places);
  }
}
