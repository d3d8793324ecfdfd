package dev.nn.core.metrics;

import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.Tensor;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;

/** Weighted numbers of rows by true class (down) and predicted class (across). */
final class ClassCounts {
  private final Optional<Integer> ignored;
  private int width = -1;
  private int classes;
  private double[] counts = new double[0];

  ClassCounts() {
    this(Optional.empty());
  }

  /**
   * @param ignored a true class whose rows do not count
   */
  ClassCounts(Optional<Integer> ignored) {
    this.ignored = ignored;
  }

  /**
   * The predicted class is the greatest prediction, or of a single column whether it is above 0.5.
   *
   * @param targets one-hot or class indices
   */
  void update(Tensor predictions, Tensor targets, Optional<Tensor> sampleWeights) {
    Rows rows = Rows.either(predictions, targets, sampleWeights);
    if (width < 0) {
      width = rows.width();
      resize(Math.max(2, width));
    }
    Accumulators.expectWidth(width, rows);
    for (int row = 0; row < rows.count(); row++) {
      double weight = rows.weight(row);
      if (weight != 0) {
        double[] a = rows.prediction(row);
        int predicted = width == 1 ? (a[0] > 0.5 ? 1 : 0) : Rows.greatest(a);
        add(width == 1 ? (int) rows.target(row)[0] : rows.index(row), predicted, weight);
      }
    }
  }

  /** Makes room for that many classes. */
  void resize(int classes) {
    this.classes = classes;
    this.counts = new double[classes * classes];
  }

  /** Counts a row. */
  void add(int truth, int predicted, double weight) {
    if (ignored.isPresent() && ignored.get() == truth) {
      return;
    }
    expectClass("target", truth);
    expectClass("prediction", predicted);
    counts[truth * classes + predicted] += weight;
  }

  private void expectClass(String what, int index) {
    if (index < 0 || index >= classes) {
      throw new IllegalArgumentException(
          what + " " + index + " is not one of " + classes + " classes");
    }
  }

  /** Number of classes; 0 before the first batch. */
  int classes() {
    return classes;
  }

  /** Weight of the rows of a class that were taken for another. */
  double at(int truth, int predicted) {
    return counts[truth * classes + predicted];
  }

  /** Weight of the rows of a class. */
  double truth(int k) {
    return IntStream.range(0, classes).mapToDouble(j -> at(k, j)).sum();
  }

  /** Weight of the rows taken for a class. */
  double predicted(int k) {
    return IntStream.range(0, classes).mapToDouble(i -> at(i, k)).sum();
  }

  /** Weight of all rows. */
  double total() {
    return Arrays.stream(counts).sum();
  }

  /** {@code [classes, classes]}. */
  Tensor matrix() {
    return Tensor.of(Shape.of(classes, classes), counts.clone());
  }
}
