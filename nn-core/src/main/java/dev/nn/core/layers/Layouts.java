package dev.nn.core.layers;

import dev.nn.api.graph.Value;
import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.ShapeException;
import dev.nn.api.tensor.ShapeException.Kind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * What the axes of a layer's input mean, and how an input with other axes is made to fit. What is
 * proposed has the right number of elements; whether it means what the user has in mind, only the
 * user knows.
 */
public enum Layouts {
  /** Rows of features. */
  ROWS("[batch, features]"),
  /** Features on the last axis. */
  FEATURES("[batch, ..., features]"),
  /** Steps of features. */
  STEPS("[batch, time, features]"),
  /** Steps of anything. */
  STEPS_OF_ANYTHING("[batch, time, ...]"),
  /** Channels along one axis. */
  CHANNELS_FIRST("[batch, channels, length]"),
  /** The same, the channels last. */
  CHANNELS_LAST("[batch, length, channels] (data_format: channels_last)"),
  /** Images. */
  IMAGES("[batch, channels, height, width]"),
  /** Volumes. */
  VOLUMES("[batch, channels, depth, height, width]");

  private final String axes;

  Layouts(String axes) {
    this.axes = axes;
  }

  /** Fails unless a value has that many axes, the batch among them, and holds numbers. */
  static void require(String layer, Value x, int rank, Layouts layout) {
    if (x.shape().rank() != rank || !x.dtype().isFloating()) {
      throw layout.misfit(layer, x);
    }
  }

  /** A layer needs this layout, and its input has another. */
  public ShapeException misfit(String layer, Value x) {
    if (!x.dtype().isFloating()) {
      return new ShapeException(
              Kind.DTYPE, "%s needs numbers %s, not %s".formatted(layer, axes, x.dtype()))
          .helping(
              "indices become numbers by an embedding or a category_encoding layer before it;"
                  + " texts become indices by text_vectorization");
    }
    ShapeException misfit = new ShapeException(Kind.AXES, layer + " needs " + axes);
    String help = help(x.shape().rank() == 0 ? x.shape() : x.shape().withoutBatch());
    return help.isEmpty() ? misfit : misfit.helping(help);
  }

  /**
   * @param example without the batch
   */
  private String help(Shape example) {
    int n = example.elements();
    int rank = example.rank();
    return switch (this) {
      case ROWS -> rank == 0 ? before(1) : "put {type: flatten} before it";
      case FEATURES -> before(n);
      case STEPS, STEPS_OF_ANYTHING, CHANNELS_LAST ->
          switch (rank) {
            case 0, 1 -> before(n, 1) + ", for " + n + " steps of one number";
            case 2 -> "";
            default -> before(example.size(0), n / Math.max(1, example.size(0)));
          };
      case CHANNELS_FIRST ->
          switch (rank) {
            case 0, 1 -> before(1, n) + ", for one channel";
            case 2 -> "";
            default -> before(example.size(0), n / Math.max(1, example.size(0)));
          };
      case IMAGES -> image(example, n);
      case VOLUMES -> volume(example, n);
    };
  }

  private static String image(Shape example, int n) {
    if (example.rank() == 2) {
      return before(1, example.size(0), example.size(1)) + ", for images of one channel";
    }
    if (example.rank() > 2) {
      return "";
    }
    int side = (int) Math.sqrt(n / 3.0);
    if (n % 3 == 0 && side > 1 && side * side == n / 3) {
      return before(3, side, side) + ", for square images of three channels";
    }
    int height = Divisors.nearest((int) Math.sqrt(n), n);
    return height == 1
        ? "%d numbers are no image; conv1d and its like take them as {type: reshape, target_shape: [1, %d]}"
            .formatted(n, n)
        : before(1, height, n / height) + ", for images of one channel";
  }

  private static String volume(Shape example, int n) {
    if (example.rank() == 3) {
      return before(1, example.size(0), example.size(1), example.size(2)) + ", for one channel";
    }
    int side = (int) Math.round(Math.cbrt(n));
    return side * side * side == n && side > 1
        ? before(1, side, side, side) + ", for cubes of one channel"
        : "put {type: reshape, target_shape: [channels, depth, height, width]} before it, of "
            + n
            + " elements";
  }

  private static String before(Integer... sizes) {
    return "put {type: reshape, target_shape: " + List.of(sizes) + "} before it";
  }

  /** Sizes as they are written in a config: {@code 3}, or {@code [3, 5]} if they differ. */
  static String written(List<Integer> sizes) {
    boolean same = Collections.min(sizes).equals(Collections.max(sizes));
    return same ? sizes.get(0).toString() : new ArrayList<>(sizes).toString();
  }
}
