package dev.nn.data;

import dev.nn.api.data.DataException;
import dev.nn.api.data.DataRequest;
import dev.nn.api.data.Dataset;
import dev.nn.api.data.Preprocessing;
import dev.nn.api.data.RawExamples;
import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.Tensor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * From a table in the order of time to windows: inputs float32 {@code [examples, window, columns]},
 * targets the next {@code horizon} values {@code [examples, horizon]}. To predict, every row that a
 * whole window ends with is forecast from, the last one too: its forecasts lie in the future.
 *
 * @param format how the file is written
 * @param columns what is learned from
 * @param target what is forecast
 * @param transform of all columns, before they are scaled
 * @param window rows looked at
 * @param horizon rows forecast
 */
record SeriesPreprocessing(
    CsvFormat format,
    List<ScaledColumn> columns,
    ScaledColumn target,
    SeriesTransform transform,
    int window,
    int horizon)
    implements Preprocessing {
  static final String TYPE = "series";

  SeriesPreprocessing {
    columns = List.copyOf(columns);
  }

  /** The first row that can be forecast: before it lies a window of differences. */
  int first() {
    return transform.lost() + window;
  }

  @Override
  public RawExamples read(Path file) {
    CsvTable table = CsvTable.read(file, format);
    if (table.size() < first()) {
      throw tooShort(table, first());
    }
    int[] starts = IntStream.rangeClosed(first(), table.size()).toArray();
    List<List<String>> rows = new ArrayList<>();
    for (int start : starts) {
      rows.add(table.rows().get(start - 1));
    }
    return new RawExamples(
        Map.of("input", inputs(table, starts)),
        table.header(),
        rows,
        List.of(),
        Optional.of(units(table, starts)));
  }

  @Override
  public Dataset readLabelled(Path file) {
    CsvTable table = CsvTable.read(file, format);
    if (table.size() < first() + horizon) {
      throw tooShort(table, first() + horizon);
    }
    return dataset(table, 0, table.size());
  }

  private static DataException tooShort(CsvTable table, int rows) {
    return DataException.at(
        table.file(), 0, "expected at least %d rows, found %d".formatted(rows, table.size()));
  }

  /** The examples whose targets lie in the given rows; their windows may begin before. */
  Dataset dataset(CsvTable table, int from, int to) {
    int begin = Math.max(from, first());
    if (to - horizon < begin) {
      throw DataException.inKey(
          "window",
          "the %d rows of a part leave none to forecast: %d go before the first forecast, and %d are forecast at a time; use a smaller window or more rows"
              .formatted(to - from, Math.max(0, begin - from), horizon));
    }
    int[] starts = IntStream.rangeClosed(begin, to - horizon).toArray();
    double[] values = target.scale(transform.apply(series(table, target.name(), transform)));
    float[] targets = new float[starts.length * horizon];
    for (int i = 0; i < starts.length; i++) {
      for (int k = 0; k < horizon; k++) {
        targets[i * horizon + k] = (float) values[starts[i] + k];
      }
    }
    return new Dataset(
        Map.of("input", inputs(table, starts)),
        Map.of(DataRequest.ONLY, Tensor.of(Shape.of(starts.length, horizon), targets)),
        Optional.empty(),
        Optional.of(units(table, starts)),
        Optional.of(LinePlaces.of(table, starts)));
  }

  private SeriesUnits units(CsvTable table, int[] starts) {
    double[] series = series(table, target.name(), transform);
    return new SeriesUnits(series, transform, target, starts, horizon);
  }

  private Tensor inputs(CsvTable table, int[] starts) {
    int width = columns.size();
    Shape shape = Shape.of(starts.length, window, width);
    float[] inputs = new float[shape.elements()];
    for (int column = 0; column < width; column++) {
      ScaledColumn each = columns.get(column);
      double[] values = each.scale(transform.apply(series(table, each.name(), transform)));
      for (int i = 0; i < starts.length; i++) {
        for (int k = 0; k < window; k++) {
          inputs[(i * window + k) * width + column] = (float) values[starts[i] - window + k];
        }
      }
    }
    return Tensor.of(shape, inputs);
  }

  /**
   * A column of numbers without gaps.
   *
   * @throws DataException if a cell is missing or no number, or has no logarithm where one is taken
   */
  static double[] series(CsvTable table, String column, SeriesTransform transform) {
    Cells cells = table.cells(column, table.allRows());
    double[] values = new double[cells.size()];
    for (int t = 0; t < values.length; t++) {
      values[t] = cells.number(t);
      if (Double.isNaN(values[t])) {
        throw cells.fault(t, "a time series has no gaps; fill the value in");
      }
      if (transform.log() && values[t] <= 0) {
        throw cells.fault(
            t, "log needs numbers above 0, found '" + cells.text(t) + "'; set log: false");
      }
    }
    return values;
  }

  @Override
  public Map<String, Object> describe() {
    Map<String, Object> description = new LinkedHashMap<>();
    description.put("type", TYPE);
    description.put("format", format.describe());
    description.put("columns", columns.stream().map(ScaledColumn::describe).toList());
    description.put("target", target.describe());
    description.put("transform", transform.describe());
    description.put("window", window);
    description.put("horizon", horizon);
    return description;
  }

  static SeriesPreprocessing fromDescription(Description described) {
    return new SeriesPreprocessing(
        CsvFormat.fromDescription(described.map("format")),
        described.maps("columns").stream().map(ScaledColumn::fromDescription).toList(),
        ScaledColumn.fromDescription(described.map("target")),
        SeriesTransform.fromDescription(described.map("transform")),
        (int) described.number("window"),
        (int) described.number("horizon"));
  }
}
