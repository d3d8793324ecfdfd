package dev.nn.core.metrics;

import dev.nn.api.spec.Default;
import dev.nn.api.spec.Doc;
import dev.nn.api.spec.Type;
import dev.nn.api.tensor.DataType;
import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.Tensor;
import dev.nn.api.train.Metric;
import dev.nn.core.metrics.R2Score.Aggregation;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * 1 − Var(t − a)/Var(t) for each output: R² that forgives a constant error. Where targets do not
 * vary, 1 if the errors do not either, else 0. Predictions a, targets t [batch, ..., outputs]; a
 * scalar, or one number per output.
 *
 * @param classAggregation how outputs become one number
 */
@Type("explained_variance")
@Doc("1 − Var(t − a)/Var(t)")
public record ExplainedVariance(
    @Default("uniform_average") @Doc("how outputs become one number; none: one for each")
        Optional<Aggregation> classAggregation)
    implements Metric {
  @Override
  public Accumulator start() {
    return new Accumulator() {
      private int width = -1;
      private double weight;
      private double[] meanTarget;
      private double[] targets; // weighted Σ(t − mean t)²
      private double[] meanError;
      private double[] errors; // weighted Σ(e − mean e)², e = t − a

      @Override
      public void update(Tensor predictions, Tensor truths, Optional<Tensor> sampleWeights) {
        Rows rows = Rows.pairs(predictions, truths, sampleWeights);
        if (width < 0) {
          width = rows.width();
          meanTarget = new double[width];
          targets = new double[width];
          meanError = new double[width];
          errors = new double[width];
        }
        Accumulators.expectWidth(width, rows);
        for (int row = 0; row < rows.count(); row++) {
          double w = rows.weight(row);
          if (w != 0) {
            weight += w;
            double[] a = rows.prediction(row);
            double[] t = rows.target(row);
            for (int i = 0; i < width; i++) {
              add(meanTarget, targets, i, t[i], w);
              add(meanError, errors, i, t[i] - a[i], w);
            }
          }
        }
      }

      // Welford's recurrence, as in R2Score.
      private void add(double[] mean, double[] spread, int i, double x, double w) {
        double before = x - mean[i];
        mean[i] += w / weight * before;
        spread[i] += w * before * (x - mean[i]);
      }

      @Override
      public Tensor result() {
        if (weight == 0) {
          return Tensor.scalar(DataType.FLOAT64, Double.NaN);
        }
        double[] scores = scores();
        return switch (classAggregation.orElse(Aggregation.NONE)) {
          case NONE -> Tensor.of(Shape.of(width), scores);
          case UNIFORM_AVERAGE -> Tensor.scalar(DataType.FLOAT64, Accumulators.mean(scores));
          case VARIANCE_WEIGHTED_AVERAGE ->
              Tensor.scalar(DataType.FLOAT64, Accumulators.mean(scores, targets));
        };
      }

      private double[] scores() {
        double[] scores = new double[width];
        Arrays.setAll(
            scores, i -> targets[i] == 0 ? (errors[i] == 0 ? 1 : 0) : 1 - errors[i] / targets[i]);
        return scores;
      }

      @Override
      public OptionalDouble summary() {
        Tensor result = result();
        return Arrays.stream(result.toDoubles()).average();
      }
    };
  }
}
