package dev.nn.data;

import dev.nn.api.data.OriginalUnits;
import dev.nn.api.tensor.Tensor;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Predictions in the units of a table's columns.
 *
 * @param scaling of the columns of each target, of those that are scaled
 */
record TabularUnits(Map<String, List<ScaledColumn>> scaling) implements OriginalUnits {

  TabularUnits {
    scaling = Collections.unmodifiableMap(new LinkedHashMap<>(scaling));
  }

  @Override
  public boolean differ(String target) {
    return scaling.containsKey(target);
  }

  @Override
  public Tensor restore(String target, Tensor values) {
    if (!differ(target)) {
      return values;
    }
    List<ScaledColumn> columns = scaling.get(target);
    double[] restored = new double[values.size()];
    for (int i = 0; i < restored.length; i++) {
      restored[i] = columns.get(i % columns.size()).restore(values.get(i));
    }
    return Tensor.of(values.shape(), restored);
  }

  /** None: how much better than the mean a model is, R² tells already. */
  @Override
  public Map<String, Tensor> baselines(String target) {
    return Map.of();
  }

  /** All rows have the same units. */
  @Override
  public TabularUnits select(int... indices) {
    return this;
  }
}
