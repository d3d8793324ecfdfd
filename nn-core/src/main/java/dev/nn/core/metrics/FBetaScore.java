package dev.nn.core.metrics;

import dev.nn.api.spec.Default;
import dev.nn.api.spec.Doc;
import dev.nn.api.spec.Range;
import dev.nn.api.spec.Type;
import dev.nn.api.tensor.DataType;
import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.Tensor;
import dev.nn.api.train.Metric;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * F = (1 + β²)·p·r/(β²·p + r), p precision and r recall of each class, from weighted counts over
 * all examples. Positive is a number above the threshold; without one, the greatest of its row, or
 * of a single column a number above 0.5. Predictions a [batch, ..., classes], targets 0 or 1
 * likewise, or class indices; a scalar, or one number per class.
 *
 * <p>Keras adds 10⁻⁷ to each divisor, which shows in the eighth digit, and takes a single column
 * for positive always; the former is kept, the latter is not.
 *
 * @param average how classes become one number
 * @param beta β &gt; 0: how much recall counts against precision
 * @param threshold in (0, 1]
 */
@Type("fbeta_score")
@Doc("F = (1 + β²)·p·r/(β²·p + r), p precision and r recall")
public record FBetaScore(
    @Default("none") @Doc("how classes become one number; none: one for each")
        Optional<Average> average,
    @Default("1.0") @Doc("β: weight of recall") @Range(min = 0, minExclusive = true) double beta,
    @Doc("above it a prediction is positive; the greatest of its row if left out")
        @Range(min = 0, minExclusive = true, max = 1)
        Optional<Double> threshold)
    implements Metric {
  private static final double EPSILON = 1e-7;

  /** How classes become one number. */
  public enum Average {
    /** Not: one number per class. */
    NONE,
    /** From the counts of all classes together. */
    MICRO,
    /** The mean over classes. */
    MACRO,
    /** The mean over classes, weighted by their number of positive targets. */
    WEIGHTED
  }

  @Override
  public Accumulator start() {
    return new Accumulator() {
      private int width = -1;
      private double[] hits;
      private double[] alarms;
      private double[] misses;
      private boolean seen;

      @Override
      public void update(Tensor predictions, Tensor targets, Optional<Tensor> sampleWeights) {
        Rows rows = Rows.either(predictions, targets, sampleWeights);
        if (width < 0) {
          width = rows.width();
          hits = new double[width];
          alarms = new double[width];
          misses = new double[width];
        }
        Accumulators.expectWidth(width, rows);
        for (int row = 0; row < rows.count(); row++) {
          seen = true;
          boolean[] positive = positive(rows.prediction(row));
          double[] t = rows.target(row);
          double w = rows.weight(row);
          for (int i = 0; i < width; i++) {
            hits[i] += positive[i] ? w * t[i] : 0;
            alarms[i] += positive[i] ? w * (1 - t[i]) : 0;
            misses[i] += positive[i] ? 0 : w * t[i];
          }
        }
      }

      @Override
      public Tensor result() {
        if (!seen) {
          return Tensor.scalar(DataType.FLOAT64, Double.NaN);
        }
        double[] scores = new double[width];
        double[] support = new double[width];
        Arrays.setAll(scores, i -> score(hits[i], alarms[i], misses[i]));
        Arrays.setAll(support, i -> hits[i] + misses[i]);
        return switch (average.orElse(Average.NONE)) {
          case NONE -> Tensor.of(Shape.of(width), scores);
          case MICRO -> scalar(score(sum(hits), sum(alarms), sum(misses)));
          case MACRO -> scalar(Accumulators.mean(scores));
          case WEIGHTED -> {
            double total = sum(support) + EPSILON;
            Arrays.setAll(scores, i -> scores[i] * support[i] / total);
            yield scalar(sum(scores));
          }
        };
      }

      @Override
      public OptionalDouble summary() {
        return Arrays.stream(result().toDoubles()).average();
      }
    };
  }

  private boolean[] positive(double[] a) {
    boolean[] positive = new boolean[a.length];
    double greatest = Arrays.stream(a).max().orElse(0);
    for (int i = 0; i < a.length; i++) {
      positive[i] =
          threshold.isPresent() || a.length == 1
              ? a[i] > threshold.orElse(0.5)
              : a[i] >= greatest && Math.abs(a[i]) > 1e-9;
    }
    return positive;
  }

  private double score(double hits, double alarms, double misses) {
    double precision = hits / (hits + alarms + EPSILON);
    double recall = hits / (hits + misses + EPSILON);
    double square = beta * beta;
    return (1 + square) * precision * recall / (square * precision + recall + EPSILON);
  }

  private static double sum(double[] values) {
    return Arrays.stream(values).sum();
  }

  private static Tensor scalar(double value) {
    return Tensor.scalar(DataType.FLOAT64, value);
  }

  @Override
  public Reads reads(Shape prediction) {
    return threshold.isPresent() ? Reads.PROBABILITIES : Accumulators.column(prediction);
  }
}
