package dev.nn.api.data;

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
}
