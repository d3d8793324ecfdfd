package dev.nn.api.data;

import dev.nn.api.tensor.TensorType;
import java.util.Map;

/**
 * Where examples come from: a record annotated with {@link dev.nn.api.spec.Type}, chosen by {@code
 * data.type}.
 */
public interface DataSource {
  /**
   * Reads, splits and prepares the data. Everything that is fitted (scaling, categories) is fitted
   * on the training part alone.
   *
   * @throws DataException if the data cannot be had or are not what the config says
   */
  PreparedData load(DataRequest request);

  /**
   * What an example of each input will be, without the axis of the examples, if the configuration
   * alone tells: then a network can be checked without its data. Either all inputs or none; {@link
   * #load} must agree.
   */
  default Map<String, TensorType> inputTypes() {
    return Map.of();
  }
}
