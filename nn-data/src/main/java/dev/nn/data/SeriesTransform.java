package dev.nn.data;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What makes a series steadier before it is learnt: s₀ = y or ln y, then for each lag L in turn
 * sᵢ(t) = sᵢ₋₁(t) − sᵢ₋₁(t − L). A lag of 1 takes out a trend, one of a whole season the season.
 *
 * @param log whether logarithms are taken first
 * @param lags of the differences, in order
 */
record SeriesTransform(boolean log, List<Integer> lags) {

  SeriesTransform {
    lags = List.copyOf(lags);
  }

  /** How many values at the beginning have no difference. */
  int lost() {
    return lags.stream().mapToInt(Integer::intValue).sum();
  }

  /** s₀, s₁, …, each as long as the series; NaN where there is no difference yet. */
  List<double[]> levels(double[] series) {
    double[] level = series.clone();
    if (log) {
      for (int t = 0; t < level.length; t++) {
        level[t] = Math.log(level[t]);
      }
    }
    List<double[]> levels = new ArrayList<>(List.of(level));
    for (int lag : lags) {
      double[] before = level;
      level = new double[before.length];
      for (int t = 0; t < level.length; t++) {
        level[t] = t < lag ? Double.NaN : before[t] - before[t - lag];
      }
      levels.add(level);
    }
    return levels;
  }

  /** The series as it is learnt: the last level. */
  double[] apply(double[] series) {
    return levels(series).get(lags.size());
  }

  /**
   * Forecasts in the units of the series: sᵢ₋₁(t) = sᵢ(t) + sᵢ₋₁(t − L), where t − L is known or
   * has been forecast.
   *
   * @param levels of the series; only values before {@code start} are looked at
   * @param start place of the first forecast
   * @param forecasts of the last level
   */
  double[] restore(List<double[]> levels, int start, double[] forecasts) {
    double[] values = forecasts.clone();
    for (int i = lags.size(); i >= 1; i--) {
      int lag = lags.get(i - 1);
      for (int k = 0; k < values.length; k++) {
        values[k] += k < lag ? levels.get(i - 1)[start + k - lag] : values[k - lag];
      }
    }
    if (log) {
      for (int k = 0; k < values.length; k++) {
        values[k] = Math.exp(values[k]);
      }
    }
    return values;
  }

  Map<String, Object> describe() {
    Map<String, Object> description = new LinkedHashMap<>();
    description.put("log", log);
    description.put("lags", lags);
    return description;
  }

  static SeriesTransform fromDescription(Description described) {
    List<Integer> lags = new ArrayList<>();
    for (int lag : described.integers("lags")) {
      lags.add(lag);
    }
    return new SeriesTransform(described.flag("log"), lags);
  }
}
