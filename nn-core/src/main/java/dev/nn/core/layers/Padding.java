package dev.nn.core.layers;

import dev.nn.api.op.WindowGeometry;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** What a moving window does at the edges. */
public enum Padding {
  /** Stays inside: ⌊(n − extent)/stride⌋ + 1 places. */
  VALID,
  /**
   * Looks beyond them: ⌈n/stride⌉ places, the padding shared out evenly to both ends, the odd one
   * at the end.
   */
  SAME;

  /** How the window moves over axes of these sizes. */
  WindowGeometry geometry(
      List<Integer> spatial, List<Integer> window, List<Integer> strides, List<Integer> dilations) {
    List<Integer> before = new ArrayList<>();
    List<Integer> after = new ArrayList<>();
    for (int axis = 0; axis < spatial.size(); axis++) {
      int stride = strides.get(axis);
      int places = (spatial.get(axis) + stride - 1) / stride;
      int reach =
          (places - 1) * stride + WindowGeometry.extent(window.get(axis), dilations.get(axis));
      int total = this == SAME ? Math.max(0, reach - spatial.get(axis)) : 0;
      before.add(total / 2);
      after.add(total - total / 2);
    }
    return new WindowGeometry(strides, before, after, dilations);
  }

  /** As above, without dilation. */
  WindowGeometry geometry(List<Integer> spatial, List<Integer> window, List<Integer> strides) {
    return geometry(spatial, window, strides, Collections.nCopies(spatial.size(), 1));
  }
}
