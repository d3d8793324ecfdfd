package dev.nn.core.metrics;

import dev.nn.api.tensor.DataType;
import dev.nn.api.tensor.Tensor;
import dev.nn.api.train.Metric;
import java.util.Optional;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;

/**
 * Σ w·x / Σ w, x the mean of a measure over an example's rows, w the example's weight. Holds two
 * sums, so that the result does not depend on how examples are divided into batches.
 */
final class RowMean implements Metric.Accumulator {
  /** How predictions and targets are read. */
  @FunctionalInterface
  interface Reading {
    /** As rows. */
    Rows of(Tensor predictions, Tensor targets, Optional<Tensor> weights);
  }

  /** One number for a row. */
  @FunctionalInterface
  interface Measure {
    /** The number. */
    double of(Rows rows, int row);
  }

  private final Reading reading;
  private final Measure measure;
  private final DoubleUnaryOperator last;
  private double total;
  private double weight;

  /** The mean of a measure. */
  RowMean(Reading reading, Measure measure) {
    this(reading, measure, mean -> mean);
  }

  /** A function of the mean of a measure. */
  RowMean(Reading reading, Measure measure, DoubleUnaryOperator last) {
    this.reading = reading;
    this.measure = measure;
    this.last = last;
  }

  /** The mean of a function of prediction and target, number by number. */
  static RowMean of(DoubleBinaryOperator error) {
    return of(error, mean -> mean);
  }

  /** A function of such a mean. */
  static RowMean of(DoubleBinaryOperator error, DoubleUnaryOperator last) {
    Measure measure =
        (rows, row) -> {
          double[] a = rows.prediction(row);
          double[] t = rows.target(row);
          return IntStream.range(0, a.length)
              .mapToDouble(i -> error.applyAsDouble(a[i], t[i]))
              .average()
              .orElse(Double.NaN);
        };
    return new RowMean(Rows::pairs, measure, last);
  }

  @Override
  public void update(Tensor predictions, Tensor targets, Optional<Tensor> sampleWeights) {
    Rows rows = reading.of(predictions, targets, sampleWeights);
    for (int row = 0; row < rows.count(); row++) {
      double share = rows.weight(row) / rows.perExample();
      if (share != 0) { // What does not count may be anything, NaN too.
        total += share * measure.of(rows, row);
        weight += share;
      }
    }
  }

  @Override
  public Tensor result() {
    return Tensor.scalar(DataType.FLOAT64, last.applyAsDouble(total / weight));
  }
}
