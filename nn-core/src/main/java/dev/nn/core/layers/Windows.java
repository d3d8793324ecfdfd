package dev.nn.core.layers;

import dev.nn.api.graph.Value;
import dev.nn.api.op.WindowGeometry;
import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.ShapeException;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What layers with moving windows have in common: their keys' checks and their inputs'. */
final class Windows {
  private static final List<String> LAYOUTS =
      List.of(
          "[batch, channels, length]",
          "[batch, channels, height, width]",
          "[batch, channels, depth, height, width]");

  private Windows() {}

  /**
   * One number for each axis; a single one counts for all.
   *
   * @throws IllegalArgumentException if there is another number of them
   */
  static <T> List<T> perAxis(String key, List<T> given, int axes) {
    if (given.size() == axes) {
      return List.copyOf(given);
    }
    if (given.size() != 1) {
      throw new IllegalArgumentException(
          key
              + " takes one value"
              + (axes > 1 ? ", or " + axes + ": one for each axis" : "")
              + "; there are "
              + given.size()
              + ": "
              + given);
    }
    return Collections.nCopies(axes, given.get(0));
  }

  /**
   * Fails if a window both jumps and is stretched, as in Keras.
   *
   * @throws IllegalArgumentException if a stride and a dilation are both greater than 1
   */
  static void requireEither(List<Integer> strides, List<Integer> dilationRate) {
    if (Collections.max(strides) > 1 && Collections.max(dilationRate) > 1) {
      throw new IllegalArgumentException(
          "strides "
              + strides
              + " and dilation_rate "
              + dilationRate
              + " cannot both be greater than 1; leave one of them at 1");
    }
  }

  /** Fails unless x has batch, channels and so many spatial axes. */
  static void requireImages(String layer, Value x, int axes) {
    int rank = x.shape().rank();
    if (rank == axes + 2 && x.dtype().isFloating()) {
      return;
    }
    String help = "";
    if (axes == 2 && rank == 3) {
      Shape s = x.shape();
      help =
          "; for images of one channel put {type: reshape, target_shape: [1, %d, %d]} before it"
              .formatted(s.size(1), s.size(2));
    } else if (axes == 2 && rank == 2 && isSquare(x.shape().size(1))) {
      int side = (int) Math.sqrt(x.shape().size(1));
      help =
          "; for square images of one channel put {type: reshape, target_shape: [1, %d, %d]} before it"
              .formatted(side, side);
    } else if (rank < axes + 2) {
      help = "; put a reshape layer with a target_shape of " + (axes + 1) + " sizes before it";
    }
    throw new ShapeException(layer + " needs floating-point " + LAYOUTS.get(axes - 1) + help);
  }

  private static boolean isSquare(int count) {
    int side = (int) Math.sqrt(count);
    return side * side == count;
  }

  /** Fails unless x is a sequence. */
  static void requireSequence(String layer, Value x, DataFormat format) {
    if (x.shape().rank() == 3 && x.dtype().isFloating()) {
      return;
    }
    String layout =
        format == DataFormat.CHANNELS_FIRST
            ? LAYOUTS.get(0)
            : "[batch, length, channels] (data_format: channels_last)";
    String help =
        x.shape().rank() == 2
            ? "; put a reshape layer before it, such as {type: reshape, target_shape: [%s]}"
                .formatted(format == DataFormat.CHANNELS_FIRST ? "1, -1" : "-1, 1")
            : "";
    throw new ShapeException(layer + " needs floating-point " + layout + help);
  }

  /** Fails if there is a mask of steps where the channels are to come first. */
  static void requireUnmasked(String layer, Optional<Value> mask, DataFormat format) {
    if (mask.isPresent() && format == DataFormat.CHANNELS_FIRST) {
      throw new ShapeException(
          layer
              + " would take the steps of a masked sequence [batch, time, features] for channels;"
              + " write data_format: channels_last");
    }
  }

  /** The sizes behind batch and channels. */
  static List<Integer> spatial(Value x) {
    return x.shape().toList().subList(2, x.shape().rank());
  }

  /** Fails unless the window finds a place in what is there and the padding. */
  static void requirePlace(
      String layer, String key, List<Integer> spatial, List<Integer> window, WindowGeometry g) {
    for (int axis = 0; axis < spatial.size(); axis++) {
      int extent = WindowGeometry.extent(window.get(axis), g.dilations().get(axis));
      int room = spatial.get(axis) + g.before().get(axis) + g.after().get(axis);
      if (extent > room || spatial.get(axis) == 0) {
        throw new ShapeException(
            ("%s with %s %s%s does not fit into %s; use padding: same, a smaller %s, or less pooling"
                    + " and smaller strides before it")
                .formatted(
                    layer,
                    key,
                    sizes(window),
                    Collections.max(g.dilations()) > 1
                        ? " and dilation_rate " + sizes(g.dilations())
                        : "",
                    sizes(spatial),
                    key));
      }
    }
  }

  /** How a pooling window moves; fails unless it finds a place. */
  static WindowGeometry pooling(
      String layer, Value x, List<Integer> poolSize, List<Integer> strides, Padding padding) {
    WindowGeometry geometry = padding.geometry(spatial(x), poolSize, strides);
    requirePlace(layer, "pool_size", spatial(x), poolSize, geometry);
    return geometry;
  }

  /** Fails if there is nothing to pool. */
  static void requireEntries(String layer, Value x) {
    if (x.shape().withoutBatch().elements() == 0) {
      throw new ShapeException(layer + " needs at least one entry along each axis");
    }
  }

  /**
   * Before and after: a single number counts for both.
   *
   * @throws IllegalArgumentException if there are more than two
   */
  static List<Integer> ends(String key, List<Integer> given) {
    if (given.isEmpty() || given.size() > 2) {
      throw new IllegalArgumentException(
          key + " takes one number, or [before, after], not " + given);
    }
    return List.of(given.get(0), given.get(given.size() - 1));
  }

  /** As {@link #ends}, for each axis. */
  static List<List<Integer>> endsPerAxis(String key, List<List<Integer>> given, int axes) {
    return perAxis(key, given, axes).stream().map(each -> ends(key, each)).toList();
  }

  /** Such as {@code 3×3}. */
  static String sizes(List<Integer> sizes) {
    return sizes.stream().map(String::valueOf).collect(Collectors.joining("×"));
  }

  /** Product of the sizes. */
  static int count(List<Integer> sizes) {
    return sizes.stream().reduce(1, (a, b) -> a * b);
  }
}
