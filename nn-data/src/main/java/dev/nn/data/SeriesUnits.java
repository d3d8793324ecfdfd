package dev.nn.data;

import dev.nn.api.data.OriginalUnits;
import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.Tensor;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntBinaryOperator;
import java.util.stream.IntStream;

/**
 * Forecasts in the units of a series.
 *
 * @param series the target column as it stands in the file
 * @param transform how it was made steadier
 * @param column how it was scaled
 * @param starts place of the first forecast of each example
 * @param horizon forecasts per example
 */
record SeriesUnits(
    double[] series, SeriesTransform transform, ScaledColumn column, int[] starts, int horizon)
    implements OriginalUnits {

  /** There is one target, and it is in other units. */
  @Override
  public boolean differ(String target) {
    return true;
  }

  @Override
  public Tensor restore(String target, Tensor values) {
    List<double[]> levels = transform.levels(series);
    double[] restored = new double[values.size()];
    double[] forecasts = new double[horizon];
    for (int i = 0; i < starts.length; i++) {
      for (int k = 0; k < horizon; k++) {
        forecasts[k] = column.restore(values.get(i * horizon + k));
      }
      double[] own = transform.restore(levels, starts[i], forecasts);
      System.arraycopy(own, 0, restored, i * horizon, horizon);
    }
    return Tensor.of(values.shape(), restored);
  }

  /**
   * {@code persistence}: every forecast is the last known value. With a seasonal difference also
   * {@code seasonal_persistence}: the last known value of the same season.
   */
  @Override
  public Map<String, Tensor> baselines(String target) {
    Map<String, Tensor> baselines = new LinkedHashMap<>();
    baselines.put("persistence", baseline((start, k) -> start - 1));
    int season = transform.lags().isEmpty() ? 1 : Collections.max(transform.lags());
    if (season > 1) {
      baselines.put("seasonal_persistence", baseline((start, k) -> start - season + k % season));
    }
    return baselines;
  }

  private Tensor baseline(IntBinaryOperator place) {
    double[] values = new double[starts.length * horizon];
    for (int i = 0; i < starts.length; i++) {
      for (int k = 0; k < horizon; k++) {
        values[i * horizon + k] = series[place.applyAsInt(starts[i], k)];
      }
    }
    return Tensor.of(Shape.of(starts.length, horizon), values);
  }

  @Override
  public SeriesUnits select(int... indices) {
    int[] selected = IntStream.of(indices).map(i -> starts[i]).toArray();
    return new SeriesUnits(series, transform, column, selected, horizon);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SeriesUnits units
        && Arrays.equals(series, units.series)
        && transform.equals(units.transform)
        && column.equals(units.column)
        && Arrays.equals(starts, units.starts)
        && horizon == units.horizon;
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(series) * 31 + Arrays.hashCode(starts);
  }

  @Override
  public String toString() {
    return column.name() + " at " + starts.length + " places";
  }
}
