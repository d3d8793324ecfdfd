package dev.nn.core.layers;

import dev.nn.api.graph.Value;
import dev.nn.api.op.WindowGeometry;
import dev.nn.api.tensor.ShapeException;
import dev.nn.api.tensor.ShapeException.Kind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What layers with moving windows have in common: their keys' checks and their inputs'. */
final class Windows {
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
          "%s has %d values, %s; it takes one%s"
              .formatted(
                  key,
                  given.size(),
                  given,
                  axes > 1 ? ", or %d: one for each axis".formatted(axes) : ""));
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
    Layouts layout = List.of(Layouts.CHANNELS_FIRST, Layouts.IMAGES, Layouts.VOLUMES).get(axes - 1);
    Layouts.require(layer, x, axes + 2, layout);
  }

  /** Fails unless x is a sequence. */
  static void requireSequence(String layer, Value x, DataFormat format) {
    boolean first = format == DataFormat.CHANNELS_FIRST;
    Layouts.require(layer, x, 3, first ? Layouts.CHANNELS_FIRST : Layouts.CHANNELS_LAST);
  }

  /** Fails if there is a mask of steps where the channels are to come first. */
  static void requireUnmasked(String layer, Optional<Value> mask, DataFormat format) {
    if (mask.isPresent() && format == DataFormat.CHANNELS_FIRST) {
      throw new ShapeException(
              layer
                  + " would take the steps of a masked sequence [batch, time, features] for channels")
          .about("data_format")
          .helping("write data_format: channels_last");
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
        throw tooLarge(layer, key, spatial, window, g);
      }
    }
  }

  private static ShapeException tooLarge(
      String layer, String key, List<Integer> spatial, List<Integer> window, WindowGeometry g) {
    String dilated =
        Collections.max(g.dilations()) > 1 ? " and dilation_rate " + sizes(g.dilations()) : "";
    List<Integer> fitting = new ArrayList<>();
    for (int axis = 0; axis < spatial.size(); axis++) {
      int room = spatial.get(axis) + g.before().get(axis) + g.after().get(axis);
      int most = (room - 1) / g.dilations().get(axis) + 1;
      fitting.add(Math.max(0, Math.min(window.get(axis), most)));
    }
    boolean some = Collections.min(fitting) > 0 && Collections.max(fitting) > 1;
    return new ShapeException(
            Kind.WINDOW,
            "%s with %s %s%s does not fit into %s"
                .formatted(layer, key, sizes(window), dilated, sizes(spatial)))
        .about(key)
        .helping(
            (some ? "%s: %s would fit; or ".formatted(key, Layouts.written(fitting)) : "")
                + "write padding: same, or have less pooling and smaller strides before it");
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
