package dev.nn.data;

import dev.nn.api.data.Dataset;
import dev.nn.api.data.Preprocessing;
import dev.nn.api.data.RawExamples;
import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.Tensor;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * From a delimited file to {@code [examples, inputs]}. The file needs a header and the fitted
 * columns, in any order; other columns are ignored.
 *
 * @param delimiter the character between cells
 * @param features the fitted columns, in the order of the inputs
 * @param target how the target is encoded
 */
record TabularPreprocessing(char delimiter, List<FeatureColumn> features, TargetEncoding target)
    implements Preprocessing {
  static final String TYPE = "tabular";

  private static final System.Logger LOG = System.getLogger(TabularPreprocessing.class.getName());

  TabularPreprocessing {
    features = List.copyOf(features);
  }

  @Override
  public RawExamples read(Path file) {
    CsvTable table = CsvTable.read(file, delimiter);
    Tensor inputs = inputs(table, table.allRows(), TabularPreprocessing::log);
    return new RawExamples(Map.of("input", inputs), table.header(), table.rows());
  }

  @Override
  public Dataset readLabelled(Path file) {
    CsvTable table = CsvTable.read(file, delimiter);
    return encode(table, table.allRows(), TabularPreprocessing::log);
  }

  private static void log(String warning) {
    LOG.log(System.Logger.Level.WARNING, warning);
  }

  Dataset encode(CsvTable table, int[] rows, Consumer<String> warnings) {
    return Dataset.of(inputs(table, rows, warnings), target.encode(table, rows));
  }

  private Tensor inputs(CsvTable table, int[] rows, Consumer<String> warnings) {
    int width = features.stream().mapToInt(FeatureColumn::width).sum();
    Shape shape = Shape.of(rows.length, width);
    float[] values = new float[shape.elements()];
    int offset = 0;
    for (FeatureColumn feature : features) {
      feature.encode(table.cells(feature.name(), rows), values, width, offset, warnings);
      offset += feature.width();
    }
    return Tensor.of(shape, values);
  }

  @Override
  public Map<String, Object> describe() {
    Map<String, Object> description = new LinkedHashMap<>();
    description.put("type", TYPE);
    description.put("delimiter", String.valueOf(delimiter));
    description.put("features", features.stream().map(FeatureColumn::describe).toList());
    description.put("target", target.describe());
    return description;
  }

  static TabularPreprocessing fromDescription(Description described) {
    return new TabularPreprocessing(
        described.text("delimiter").charAt(0),
        described.maps("features").stream().map(FeatureColumn::fromDescription).toList(),
        TargetEncoding.fromDescription(described.map("target")));
  }
}
