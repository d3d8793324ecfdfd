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
 * R² = 1 − Σ(a − t)²/Σ(t − t̄)² for each output: the share of the targets' variance that is
 * predicted. 0 where the targets do not vary. With p regressors and n numbers seen, adjusted: 1 −
 * (1 − R²)(n − 1)/(n − p − 1). Predictions a, targets t [batch, ..., outputs]; a scalar, or one
 * number per output.
 *
 * @param classAggregation how outputs become one number
 * @param numRegressors p; not adjusted if 0
 */
@Type(value = "r2_score", aliases = "r2")
@Doc("1 − Σ(a − t)²/Σ(t − mean t)²")
public record R2Score(
    @Default("uniform_average") @Doc("how outputs become one number; none: one for each")
        Optional<Aggregation> classAggregation,
    @Default("0") @Doc("regressors to adjust for; not adjusted if 0") @Range(min = 0)
        int numRegressors)
    implements Metric {

  /** How several outputs become one number. */
  public enum Aggregation {
    /** Not: one number per output. */
    NONE,
    /** Their mean. */
    UNIFORM_AVERAGE,
    /** Their mean, weighted by the variance of the targets. */
    VARIANCE_WEIGHTED_AVERAGE
  }

  /** Averaged over outputs, not adjusted. */
  public static R2Score of() {
    return new R2Score(Optional.of(Aggregation.UNIFORM_AVERAGE), 0);
  }

  @Override
  public Accumulator start() {
    return new Accumulator() {
      private int width = -1;
      private long numbers;
      private double weight;
      private double[] mean; // weighted mean of the targets so far, per output
      private double[] spread; // weighted Σ(t − mean)²
      private double[] residual; // weighted Σ(a − t)²

      @Override
      public void update(Tensor predictions, Tensor targets, Optional<Tensor> sampleWeights) {
        Rows rows = Rows.pairs(predictions, targets, sampleWeights);
        if (width < 0) {
          width = rows.width();
          mean = new double[width];
          spread = new double[width];
          residual = new double[width];
        }
        Accumulators.expectWidth(width, rows);
        numbers += (long) rows.count() * width;
        for (int row = 0; row < rows.count(); row++) {
          double w = rows.weight(row);
          if (w != 0) {
            weight += w;
            add(w, rows.prediction(row), rows.target(row));
          }
        }
      }

      // Welford's recurrence: Σt² − (Σt)²/n would lose all digits when |t̄| is large.
      private void add(double w, double[] a, double[] t) {
        for (int i = 0; i < width; i++) {
          double before = t[i] - mean[i];
          mean[i] += w / weight * before;
          spread[i] += w * before * (t[i] - mean[i]);
          residual[i] += w * (a[i] - t[i]) * (a[i] - t[i]);
        }
      }

      @Override
      public Tensor result() {
        if (weight == 0) {
          return Tensor.scalar(DataType.FLOAT64, Double.NaN);
        }
        double[] scores = new double[width];
        Arrays.setAll(scores, i -> spread[i] == 0 ? 0 : 1 - residual[i] / spread[i]);
        return switch (classAggregation.orElse(Aggregation.NONE)) {
          case NONE -> {
            Arrays.setAll(scores, i -> adjusted(scores[i]));
            yield Tensor.of(Shape.of(width), scores);
          }
          case UNIFORM_AVERAGE -> scalar(Accumulators.mean(scores));
          case VARIANCE_WEIGHTED_AVERAGE -> scalar(Accumulators.mean(scores, spread));
        };
      }

      @Override
      public OptionalDouble summary() {
        return Arrays.stream(result().toDoubles()).average();
      }

      private Tensor scalar(double score) {
        return Tensor.scalar(DataType.FLOAT64, adjusted(score));
      }

      private double adjusted(double score) {
        double left = numbers - numRegressors - 1.0;
        return numRegressors == 0 || left <= 0 ? score : 1 - (1 - score) * (numbers - 1) / left;
      }
    };
  }
}
