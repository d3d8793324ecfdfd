package dev.nn.core.callbacks;

import java.util.List;
import java.util.Optional;

/** Which way a monitored number gets better. */
public enum MonitorMode {
  /** As its name says. */
  AUTO,
  /** Smaller is better. */
  MIN,
  /** Greater is better. */
  MAX;

  private static final List<String> SMALLER =
      List.of(
          "loss",
          "error",
          "mse",
          "mae",
          "mape",
          "msle",
          "rmse",
          "crossentropy",
          "hinge",
          "huber",
          "log_cosh",
          "logcosh",
          "divergence",
          "poisson",
          "perplexity",
          "false_");

  private static final List<String> GREATER =
      List.of(
          "acc",
          "auc",
          "precision",
          "recall",
          "f1",
          "fbeta",
          "f_beta",
          "r2",
          "correlation",
          "iou",
          "similarity",
          "kappa",
          "variance",
          "sensitivity",
          "specificity",
          "positives",
          "negatives");

  /** The mode for a number of that name; empty if the name does not tell. */
  public Optional<MonitorMode> of(String monitor) {
    if (this != AUTO) {
      return Optional.of(this);
    }
    if (SMALLER.stream().anyMatch(monitor::contains)) {
      return Optional.of(MIN);
    }
    return GREATER.stream().anyMatch(monitor::contains) ? Optional.of(MAX) : Optional.empty();
  }

  /** Of something that is the better the greater it is, or the smaller. */
  static MonitorMode ofGreater(boolean isBetter) {
    return isBetter ? MAX : MIN;
  }

  /** Whether a number is better than another by more than {@code minDelta}; NaN never is. */
  public boolean better(double value, double than, double minDelta) {
    return this == MAX ? value > than + minDelta : value < than - minDelta;
  }

  /** What everything is better than. */
  public double worst() {
    return this == MAX ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
  }
}
