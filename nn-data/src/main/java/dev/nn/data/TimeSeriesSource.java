package dev.nn.data;

import dev.nn.api.data.DataException;
import dev.nn.api.data.DataRequest;
import dev.nn.api.data.DataRequest.TargetKind;
import dev.nn.api.data.DataSource;
import dev.nn.api.data.Dataset;
import dev.nn.api.data.PreparedData;
import dev.nn.api.spec.Default;
import dev.nn.api.spec.Doc;
import dev.nn.api.spec.Inline;
import dev.nn.api.spec.Range;
import dev.nn.api.spec.Type;
import dev.nn.api.tensor.DataType;
import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.TensorType;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A table in the order of time, of which the next values of a column are forecast. Input: float32
 * {@code [examples, window, columns]}; target: float32 {@code [examples, horizon]}. Columns are
 * transformed (logarithm, differences), then scaled; predictions are taken back to the units of the
 * file, and errors in these units are told beside those of the persistence forecast (the last known
 * value).
 *
 * @param file where it is: {@code path} or {@code download}
 * @param target the column that is forecast; left out, the only one of {@code features}
 * @param features the columns to learn from; left out, the target's own past
 * @param window rows looked at, from 1
 * @param horizon rows forecast at a time; default 1
 * @param log whether logarithms are taken, of all columns; default false
 * @param difference lags of differences taken one after the other, of all columns: {@code [1]}
 *     takes out a trend, {@code [1, 12]} also the season of monthly values; default none
 * @param scale scaling of the transformed columns, fitted on the training part; default {@code
 *     standard}
 * @param format how the file is written
 * @param split how the rows are divided, by position and not shuffled: training first, then
 *     validation, then test. An example belongs to the part that all its targets lie in; its window
 *     may begin in the part before. Left out, all is for training
 */
@Type("time_series")
@Doc("A table in the order of time, to forecast a column")
public record TimeSeriesSource(
    @Inline DataFile file,
    @Doc("The column that is forecast; left out: the only one of features") Optional<String> target,
    @Doc("The columns to learn from; left out: the target") @Default("[]") List<String> features,
    @Doc("Rows looked at") @Range(min = 1) int window,
    @Doc("Rows forecast at a time") @Default("1") @Range(min = 1) int horizon,
    @Doc("Take logarithms") @Default("false") boolean log,
    @Doc("Lags of differences, one after the other") @Default("[]") @Range(min = 1)
        List<Integer> difference,
    @Doc("Scaling of the transformed columns") @Default("standard") Scale scale,
    @Inline CsvFormat format,
    @Doc("How the rows are divided, by position; left out: all are for training")
        Optional<Split> split)
    implements DataSource {

  /**
   * @throws DataException if it is not clear what the target is
   */
  public TimeSeriesSource {
    features = List.copyOf(features);
    difference = List.copyOf(difference);
    if (target.isEmpty() && features.size() != 1) {
      throw DataException.inKey("target", "the key is missing: which column is to be forecast?");
    }
  }

  @Override
  public Map<String, TensorType> inputTypes() {
    return Map.of("input", new TensorType(DataType.FLOAT32, Shape.of(window, columns().size())));
  }

  @Override
  public PreparedData load(DataRequest request) {
    if (request.targetKind() != TargetKind.VALUE) {
      throw DataException.inKey(
          "type", "a time series forecasts numbers; use a regression loss such as mse");
    }
    CsvTable table = CsvTable.read(file.locate(request), format);
    String forecast = forecast();
    check(table, "target", List.of(forecast));
    check(table, "features", features);
    SeriesTransform transform = new SeriesTransform(log, difference);
    Positions parts = Positions.of(split, table.size());
    SeriesPreprocessing preprocessing =
        new SeriesPreprocessing(
            format,
            columns().stream().map(name -> fit(table, name, transform, parts.trainEnd())).toList(),
            fit(table, forecast, transform, parts.trainEnd()),
            transform,
            window,
            horizon);
    return new PreparedData(
        preprocessing.dataset(table, 0, parts.trainEnd()),
        part(preprocessing, table, parts.trainEnd(), parts.validationEnd()),
        part(preprocessing, table, parts.validationEnd(), parts.testEnd()),
        Map.of(),
        Map.of("input", columns()),
        preprocessing,
        List.of());
  }

  private String forecast() {
    return target.orElseGet(() -> features.get(0));
  }

  private List<String> columns() {
    return features.isEmpty() ? List.of(forecast()) : features;
  }

  private static void check(CsvTable table, String key, List<String> columns) {
    for (String column : columns) {
      if (!table.has(column)) {
        throw DataException.inKey(key, table.noColumn(column));
      }
    }
  }

  private ScaledColumn fit(CsvTable table, String column, SeriesTransform transform, int end) {
    double[] values = transform.apply(SeriesPreprocessing.series(table, column, transform));
    if (end <= transform.lost()) {
      throw DataException.inKey(
          "difference",
          "the %d rows of the training part leave no differences with lags that add up to %d"
              .formatted(end, transform.lost()));
    }
    return ScaledColumn.fit(column, scale, Arrays.copyOfRange(values, transform.lost(), end));
  }

  private static Optional<Dataset> part(
      SeriesPreprocessing preprocessing, CsvTable table, int from, int to) {
    return from == to ? Optional.empty() : Optional.of(preprocessing.dataset(table, from, to));
  }
}
