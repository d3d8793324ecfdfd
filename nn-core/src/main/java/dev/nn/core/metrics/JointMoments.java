package dev.nn.core.metrics;

import dev.nn.api.tensor.DataType;
import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.Tensor;
import dev.nn.api.train.Metric;
import dev.nn.core.metrics.R2Score.Aggregation;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Means, spreads and common spread of predictions and targets, per output, whatever the batches.
 */
final class JointMoments implements Metric.Accumulator {
  private final Coefficient coefficient;
  private final Aggregation aggregation;
  private int width = -1;
  private double weight;
  private double[] meanPrediction; // weighted means so far
  private double[] meanTarget;
  private double[] predictions; // weighted Σ(a − mean a)²
  private double[] targets; // weighted Σ(t − mean t)²
  private double[] common; // weighted Σ(a − mean a)(t − mean t)

  /** What is made of the moments of one output. */
  interface Coefficient {
    /**
     * Its value.
     *
     * @param covariance of predictions and targets
     * @param a variance of the predictions
     * @param t variance of the targets
     * @param apart mean of the predictions − mean of the targets
     */
    double of(double covariance, double a, double t, double apart);
  }

  JointMoments(Coefficient coefficient, Optional<Aggregation> aggregation) {
    this.coefficient = coefficient;
    this.aggregation = aggregation.orElse(Aggregation.NONE);
  }

  @Override
  public void update(Tensor predicted, Tensor truths, Optional<Tensor> sampleWeights) {
    Rows rows = Rows.pairs(predicted, truths, sampleWeights);
    if (width < 0) {
      width = rows.width();
      meanPrediction = new double[width];
      meanTarget = new double[width];
      predictions = new double[width];
      targets = new double[width];
      common = new double[width];
    }
    Accumulators.expectWidth(width, rows);
    for (int row = 0; row < rows.count(); row++) {
      double w = rows.weight(row);
      if (w != 0) {
        weight += w;
        add(w, rows.prediction(row), rows.target(row));
      }
    }
  }

  // Welford's recurrence, as in R2Score.
  private void add(double w, double[] a, double[] t) {
    for (int i = 0; i < width; i++) {
      double beforeA = a[i] - meanPrediction[i];
      double beforeT = t[i] - meanTarget[i];
      meanPrediction[i] += w / weight * beforeA;
      meanTarget[i] += w / weight * beforeT;
      predictions[i] += w * beforeA * (a[i] - meanPrediction[i]);
      targets[i] += w * beforeT * (t[i] - meanTarget[i]);
      common[i] += w * beforeA * (t[i] - meanTarget[i]);
    }
  }

  @Override
  public Tensor result() {
    if (weight == 0) {
      return Tensor.scalar(DataType.FLOAT64, Double.NaN);
    }
    double[] values = new double[width];
    Arrays.setAll(
        values,
        i ->
            coefficient.of(
                common[i] / weight,
                predictions[i] / weight,
                targets[i] / weight,
                meanPrediction[i] - meanTarget[i]));
    return switch (aggregation) {
      case NONE -> Tensor.of(Shape.of(width), values);
      case UNIFORM_AVERAGE -> Tensor.scalar(DataType.FLOAT64, Accumulators.mean(values));
      case VARIANCE_WEIGHTED_AVERAGE ->
          Tensor.scalar(DataType.FLOAT64, Accumulators.mean(values, targets));
    };
  }

  @Override
  public OptionalDouble summary() {
    return Arrays.stream(result().toDoubles()).average();
  }
}
