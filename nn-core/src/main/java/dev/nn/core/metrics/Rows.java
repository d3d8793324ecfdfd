package dev.nn.core.metrics;

import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.ShapeException;
import dev.nn.api.tensor.Tensor;
import java.util.Arrays;
import java.util.Optional;

/**
 * Predictions and targets of a batch as rows: the last axis of the predictions. Every example has
 * the same number of rows.
 */
final class Rows {
  private final Tensor predictions;
  private final Tensor targets;
  private final Optional<Tensor> weights;
  private final int width;
  private final int perExample;
  private final boolean indices;
  private final int perWeight;

  private Rows(
      Tensor predictions, Tensor targets, Optional<Tensor> weights, int width, boolean indices) {
    int examples = predictions.shape().size(0);
    weights.ifPresent(each -> expectLeading(each.shape(), predictions.shape()));
    this.predictions = predictions;
    this.targets = targets;
    this.weights = weights;
    this.width = width;
    this.perExample = examples == 0 ? 0 : predictions.size() / width / examples;
    this.indices = indices;
    this.perWeight = weights.map(each -> count() / Math.max(1, each.size())).orElse(1);
  }

  /** One weight for each example, or for each of its rows or blocks of rows. */
  private static void expectLeading(Shape weights, Shape predictions) {
    int rank = weights.rank();
    boolean column = rank > 1 && weights.size(-1) == 1;
    Shape leading = column ? weights.subshape(0, rank - 1) : weights;
    int rows = Math.max(1, predictions.rank() - 1);
    if (rank < 1
        || leading.rank() > rows
        || !leading.equals(predictions.subshape(0, leading.rank()))) {
      throw new ShapeException(
          "sample weights "
              + weights
              + " do not fit predictions "
              + predictions
              + ": one for each of the "
              + predictions.size(0)
              + " examples is needed, or for each of their rows");
    }
  }

  /**
   * Targets of the predictions' shape; a last axis of size 1 may be missing from either.
   *
   * @throws ShapeException if they do not fit
   */
  static Rows pairs(Tensor predictions, Tensor targets, Optional<Tensor> weights) {
    if (!paired(predictions.shape(), targets.shape())) {
      throw misfit(predictions, targets, "they must have equal shapes");
    }
    return new Rows(predictions, targets, weights, width(predictions.shape()), false);
  }

  /**
   * Targets that are class indices: the predictions' shape without the last axis, or with size 1
   * there; or so with the axis of the channels, which then are the classes.
   *
   * @throws ShapeException if they do not fit
   */
  static Rows classes(Tensor predictions, Tensor targets, Optional<Tensor> weights) {
    if (channelsFirst(predictions.shape(), targets.shape())) {
      return classes(channelsLast(predictions), targets, weights);
    }
    if (!indexed(predictions.shape(), targets.shape())) {
      throw misfit(predictions, targets, "a class index is needed for each row of classes");
    }
    return new Rows(predictions, targets, weights, width(predictions.shape()), true);
  }

  /**
   * Targets in either form; class indices become one-hot rows.
   *
   * @throws ShapeException if they do not fit
   */
  static Rows either(Tensor predictions, Tensor targets, Optional<Tensor> weights) {
    return paired(predictions.shape(), targets.shape())
        ? pairs(predictions, targets, weights)
        : classes(predictions, targets, weights);
  }

  static boolean paired(Shape predictions, Shape targets) {
    Shape column = Shape.of(1);
    return predictions.equals(targets)
        || predictions.equals(targets.concat(column))
        || targets.equals(predictions.concat(column));
  }

  private static boolean indexed(Shape predictions, Shape targets) {
    int rank = predictions.rank();
    return rank >= 2
        && (targets.equals(predictions.subshape(0, rank - 1))
            || targets.equals(predictions.with(-1, 1)));
  }

  /** Whether only the channels of an image can be its classes. */
  private static boolean channelsFirst(Shape predictions, Shape targets) {
    int rank = predictions.rank();
    if (rank < 3 || indexed(predictions, targets)) {
      return false;
    }
    Shape image = predictions.subshape(0, 1).concat(predictions.subshape(2, rank));
    return targets.equals(image) || targets.equals(predictions.with(1, 1));
  }

  private static Tensor channelsLast(Tensor images) {
    Shape shape = images.shape();
    int channels = shape.size(1);
    int pixels = images.size() / Math.max(1, shape.size(0) * channels);
    double[] moved = new double[images.size()];
    for (int i = 0; i < moved.length; i++) {
      int pixel = i % pixels;
      int channel = i / pixels % channels;
      int image = i / pixels / channels;
      moved[(image * pixels + pixel) * channels + channel] = images.get(i);
    }
    Shape last =
        shape.subshape(0, 1).concat(shape.subshape(2, shape.rank())).concat(Shape.of(channels));
    return Tensor.of(last, moved);
  }

  // A vector is a column: one number per example.
  private static int width(Shape predictions) {
    return predictions.rank() < 2 ? 1 : predictions.size(-1);
  }

  private static ShapeException misfit(Tensor predictions, Tensor targets, String expected) {
    return new ShapeException(
        "targets "
            + targets.shape()
            + " do not fit predictions "
            + predictions.shape()
            + ": "
            + expected);
  }

  /** Numbers in a row of predictions. */
  int width() {
    return width;
  }

  /** Rows of one example. */
  int perExample() {
    return perExample;
  }

  /** Fails if there is no such column. */
  void expectClass(Optional<Integer> classId) {
    if (classId.isPresent() && classId.get() >= width) {
      throw new ShapeException(
          "class_id " + classId.get() + " is not among the " + width + " classes");
    }
  }

  /** Number of rows. */
  int count() {
    return perExample * predictions.shape().size(0);
  }

  /** The weight of a row, or of the example that it belongs to. */
  double weight(int row) {
    return weights.isPresent() ? weights.get().get(row / perWeight) : 1;
  }

  /** A row of predictions. */
  double[] prediction(int row) {
    return row(predictions, row);
  }

  /** A row of targets, one-hot if they are class indices; all 0 for an index outside. */
  double[] target(int row) {
    if (!indices) {
      return row(targets, row);
    }
    double[] oneHot = new double[width];
    int index = index(row);
    if (index >= 0 && index < width) {
      oneHot[index] = 1;
    }
    return oneHot;
  }

  /** Whether targets are class indices. */
  boolean indexed() {
    return indices;
  }

  /** The class index of a row. */
  int index(int row) {
    return indices ? (int) targets.get(row) : greatest(target(row));
  }

  private double[] row(Tensor tensor, int row) {
    double[] values = new double[width];
    Arrays.setAll(values, i -> tensor.get(row * width + i));
    return values;
  }

  /** Position of the greatest number, the first if several. */
  static int greatest(double[] row) {
    int best = 0;
    for (int i = 1; i < row.length; i++) {
      if (row[i] > row[best]) {
        best = i;
      }
    }
    return best;
  }
}
