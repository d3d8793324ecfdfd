package dev.nn.core.layers;

import dev.nn.api.op.WindowGeometry;
import java.util.List;

/** What a window that moves over a sequence does at the edges. */
public enum SequencePadding {
  /** Stays inside. */
  VALID,
  /** Looks beyond both: ⌈n/stride⌉ places. */
  SAME,
  /** Looks back only: ⌈n/stride⌉ places, and none sees what comes after it. */
  CAUSAL;

  /** How the window moves over a sequence. */
  WindowGeometry geometry(
      List<Integer> spatial, List<Integer> window, List<Integer> strides, List<Integer> dilations) {
    return switch (this) {
      case VALID -> Padding.VALID.geometry(spatial, window, strides, dilations);
      case SAME -> Padding.SAME.geometry(spatial, window, strides, dilations);
      case CAUSAL ->
          new WindowGeometry(
              strides,
              List.of(WindowGeometry.extent(window.get(0), dilations.get(0)) - 1),
              List.of(0),
              dilations);
    };
  }
}
