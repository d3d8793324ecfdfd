package dev.nn.core.metrics;

import dev.nn.api.tensor.DataType;
import dev.nn.api.tensor.Tensor;
import dev.nn.api.train.Metric;
import java.util.Optional;

/** The best of one rate over the thresholds where another rate is high enough. */
final class BestAtThreshold implements Metric.Accumulator {
  /** A rate at one threshold. */
  @FunctionalInterface
  interface Rate {
    /** From true and false positives at the threshold, and all positive and negative targets. */
    double of(double hits, double alarms, double positives, double negatives);
  }

  /** Share of true positives among actual positives. */
  static final Rate RECALL =
      (hits, alarms, positives, negatives) -> Accumulators.share(hits, positives);

  /** Share of true positives among predicted positives. */
  static final Rate PRECISION =
      (hits, alarms, positives, negatives) -> Accumulators.share(hits, hits + alarms);

  /** Share of true negatives among actual negatives. */
  static final Rate SPECIFICITY =
      (hits, alarms, positives, negatives) -> Accumulators.share(negatives - alarms, negatives);

  private final Rate wanted;
  private final Rate constrained;
  private final double least;
  private final Optional<Integer> classId;
  private final ThresholdCounts counts;
  private boolean seen;

  /** The greatest of {@code wanted} where {@code constrained} ≥ {@code least}; 0 if nowhere. */
  BestAtThreshold(
      Rate wanted, Rate constrained, double least, int numThresholds, Optional<Integer> classId) {
    this.wanted = wanted;
    this.constrained = constrained;
    this.least = least;
    this.classId = classId;
    this.counts = new ThresholdCounts(ThresholdCounts.even(numThresholds));
  }

  @Override
  public void update(Tensor predictions, Tensor targets, Optional<Tensor> sampleWeights) {
    Rows rows = Rows.either(predictions, targets, sampleWeights);
    rows.expectClass(classId);
    for (int row = 0; row < rows.count(); row++) {
      double[] a = rows.prediction(row);
      double[] t = rows.target(row);
      for (int i = classId.orElse(0); i < classId.map(id -> id + 1).orElse(a.length); i++) {
        counts.add(a[i], t[i] != 0, rows.weight(row));
      }
      seen = true;
    }
  }

  @Override
  public Tensor result() {
    double[] hits = counts.hits();
    double[] alarms = counts.alarms();
    double positives = counts.positives();
    double negatives = counts.negatives();
    double best = 0;
    for (int k = 0; k < hits.length; k++) {
      if (constrained.of(hits[k], alarms[k], positives, negatives) >= least) {
        best = Math.max(best, wanted.of(hits[k], alarms[k], positives, negatives));
      }
    }
    return Tensor.scalar(DataType.FLOAT64, seen ? best : Double.NaN);
  }
}
