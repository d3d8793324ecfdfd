package dev.nn.core.metrics;

/** Area under a curve through the points at some thresholds. */
record ThresholdArea(Auc.Curve curve, Auc.Summation summation, ThresholdCounts counts)
    implements Auc.Area {
  @Override
  public void add(double prediction, boolean truth, double weight) {
    counts.add(Math.min(1, Math.max(0, prediction)), truth, weight);
  }

  @Override
  public double value() {
    double[] hits = counts.hits();
    double[] alarms = counts.alarms();
    double positives = counts.positives();
    double negatives = counts.negatives();
    boolean interpolated = curve == Auc.Curve.PR && summation == Auc.Summation.INTERPOLATION;
    double area = 0;
    // Thresholds ascend, so that the curve is walked from its right end to its left.
    for (int k = 0; k + 1 < counts.size(); k++) {
      area +=
          interpolated
              ? between(hits[k], alarms[k], hits[k + 1], alarms[k + 1]) / orOne(positives)
              : strip(
                  x(hits[k], alarms[k], positives, negatives),
                  y(hits[k], alarms[k], positives),
                  x(hits[k + 1], alarms[k + 1], positives, negatives),
                  y(hits[k + 1], alarms[k + 1], positives));
    }
    return area;
  }

  private double x(double hits, double alarms, double positives, double negatives) {
    return curve == Auc.Curve.ROC
        ? Accumulators.share(alarms, negatives)
        : Accumulators.share(hits, positives);
  }

  private double y(double hits, double alarms, double positives) {
    return curve == Auc.Curve.ROC
        ? Accumulators.share(hits, positives)
        : Accumulators.share(hits, hits + alarms);
  }

  private double strip(double right, double rightHeight, double left, double leftHeight) {
    double height =
        switch (summation) {
          case INTERPOLATION -> (rightHeight + leftHeight) / 2;
          case MINORING -> Math.min(rightHeight, leftHeight);
          case MAJORING -> Math.max(rightHeight, leftHeight);
        };
    return (right - left) * height;
  }

  /**
   * ∫ precision d(true positives) between two thresholds, true positives growing by the same share
   * s of all predicted positives p: precision = (c + s·p)/p, whose integral is s·(Δhits + c·ln
   * (p₁/p₀)).
   */
  private static double between(
      double hits, double alarms, double hitsBefore, double alarmsBefore) {
    double gained = hits - hitsBefore;
    double now = hits + alarms;
    double before = hitsBefore + alarmsBefore;
    double slope = Accumulators.share(gained, now - before);
    double intercept = hitsBefore - slope * before;
    double ratio = now > 0 && before > 0 ? now / before : 1;
    return slope * (gained + intercept * Math.log(ratio));
  }

  private static double orOne(double x) {
    return x == 0 ? 1 : x;
  }
}
