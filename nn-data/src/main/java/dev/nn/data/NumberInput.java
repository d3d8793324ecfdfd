package dev.nn.data;

import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Columns side by side: float32 {@code [examples, width]}.
 *
 * @param name of the input
 * @param columns the fitted columns, in order
 */
record NumberInput(String name, List<FeatureColumn> columns) implements TableInput {
  static final String TYPE = "numbers";

  NumberInput {
    columns = List.copyOf(columns);
  }

  @Override
  public List<String> features() {
    return columns.stream().flatMap(column -> column.features().stream()).toList();
  }

  @Override
  public Tensor encode(CsvTable table, int[] rows, Consumer<String> warnings) {
    int width = columns.stream().mapToInt(FeatureColumn::width).sum();
    Shape shape = Shape.of(rows.length, width);
    float[] values = new float[shape.elements()];
    int offset = 0;
    for (FeatureColumn column : columns) {
      column.encode(table.cells(column.name(), rows), values, width, offset, warnings);
      offset += column.width();
    }
    return Tensor.of(shape, values);
  }

  @Override
  public Map<String, Object> describe() {
    Map<String, Object> description = new LinkedHashMap<>();
    description.put("name", name);
    description.put("type", TYPE);
    description.put("columns", columns.stream().map(FeatureColumn::describe).toList());
    return description;
  }

  static NumberInput fromDescription(Description described) {
    return new NumberInput(
        described.text("name"),
        described.maps("columns").stream().map(FeatureColumn::fromDescription).toList());
  }
}
