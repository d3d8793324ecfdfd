package dev.nn.core.metrics;

import java.util.Arrays;
import java.util.stream.IntStream;

/** Area under the curve through the points at every prediction; keeps all of them. */
final class RankedArea implements Auc.Area {
  private final Auc.Curve curve;
  private double[] predictions = new double[64];
  private double[] weights = new double[64]; // Negative for negative targets.
  private int size;

  RankedArea(Auc.Curve curve) {
    this.curve = curve;
  }

  @Override
  public void add(double prediction, boolean truth, double weight) {
    if (weight == 0) {
      return;
    }
    if (size == predictions.length) {
      predictions = Arrays.copyOf(predictions, 2 * size);
      weights = Arrays.copyOf(weights, 2 * size);
    }
    predictions[size] = prediction;
    weights[size++] = truth ? weight : -weight;
  }

  /** NaN if there are not both positive and, for ROC, negative targets. */
  @Override
  public double value() {
    int[] order =
        IntStream.range(0, size)
            .boxed()
            .sorted((i, j) -> Double.compare(predictions[j], predictions[i]))
            .mapToInt(Integer::intValue)
            .toArray();
    double hits = 0;
    double alarms = 0;
    double area = 0;
    for (int at = 0; at < size; ) {
      double hitsBefore = hits;
      double alarmsBefore = alarms;
      double level = predictions[order[at]];
      for (; at < size && Double.compare(predictions[order[at]], level) == 0; at++) {
        double weight = weights[order[at]];
        hits += Math.max(weight, 0);
        alarms += Math.max(-weight, 0);
      }
      area +=
          curve == Auc.Curve.ROC
              ? (alarms - alarmsBefore) * (hits + hitsBefore) / 2
              : (hits - hitsBefore) * hits / (hits + alarms);
    }
    return curve == Auc.Curve.ROC ? area / (hits * alarms) : area / hits;
  }
}
