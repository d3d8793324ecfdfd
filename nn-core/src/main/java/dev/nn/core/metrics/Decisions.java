package dev.nn.core.metrics;

import dev.nn.api.tensor.DataType;
import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.Tensor;
import dev.nn.api.train.Metric;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Weighted numbers of right and wrong decisions prediction &gt; threshold, for several thresholds;
 * what precision, recall and their like are made of.
 */
final class Decisions implements Metric.Accumulator {
  /** The measure of one threshold. */
  @FunctionalInterface
  interface Measure {
    /** From true positives, false positives, false negatives and true negatives. */
    double of(double hits, double falseAlarms, double misses, double rejections);
  }

  private final double[] thresholds;
  private final Optional<Integer> topK;
  private final Optional<Integer> classId;
  private final Measure measure;
  private final double[] hits;
  private final double[] falseAlarms;
  private final double[] misses;
  private final double[] rejections;
  private boolean seen;

  /** With 0.5, or with topK nothing but being in the top k, as the threshold if none is given. */
  Decisions(
      Optional<List<Double>> thresholds,
      Optional<Integer> topK,
      Optional<Integer> classId,
      Measure measure) {
    double alone = topK.isPresent() ? Double.NEGATIVE_INFINITY : 0.5;
    this.thresholds =
        thresholds.orElse(List.of(alone)).stream().mapToDouble(Double::doubleValue).toArray();
    this.topK = topK;
    this.classId = classId;
    this.measure = measure;
    this.hits = new double[this.thresholds.length];
    this.falseAlarms = new double[this.thresholds.length];
    this.misses = new double[this.thresholds.length];
    this.rejections = new double[this.thresholds.length];
  }

  @Override
  public void update(Tensor predictions, Tensor targets, Optional<Tensor> sampleWeights) {
    Rows rows = Rows.either(predictions, targets, sampleWeights);
    rows.expectClass(classId);
    for (int row = 0; row < rows.count(); row++) {
      double[] a = filtered(rows.prediction(row));
      double[] t = rows.target(row);
      for (int i = classId.orElse(0); i < classId.map(id -> id + 1).orElse(a.length); i++) {
        count(a[i], t[i] != 0, rows.weight(row));
      }
      seen = true;
    }
  }

  private double[] filtered(double[] a) {
    if (topK.isEmpty()) {
      return a;
    }
    double[] top = a.clone();
    for (int i = 0; i < a.length; i++) {
      int index = i;
      // The first of equals comes first, so that there are exactly k.
      long before =
          IntStream.range(0, a.length)
              .filter(j -> a[j] > a[index] || a[j] == a[index] && j < index)
              .count();
      if (before >= topK.get()) {
        top[i] = Double.NEGATIVE_INFINITY;
      }
    }
    return top;
  }

  private void count(double prediction, boolean truth, double weight) {
    for (int k = 0; k < thresholds.length; k++) {
      boolean positive = prediction > thresholds[k];
      if (positive && truth) {
        hits[k] += weight;
      } else if (positive) {
        falseAlarms[k] += weight;
      } else if (truth) {
        misses[k] += weight;
      } else {
        rejections[k] += weight;
      }
    }
  }

  @Override
  public Tensor result() {
    double[] values = new double[thresholds.length];
    Arrays.setAll(
        values,
        k -> seen ? measure.of(hits[k], falseAlarms[k], misses[k], rejections[k]) : Double.NaN);
    return values.length == 1
        ? Tensor.scalar(DataType.FLOAT64, values[0])
        : Tensor.of(Shape.of(values.length), values);
  }
}
