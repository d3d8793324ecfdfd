package dev.nn.data;

import dev.nn.api.data.DataException;
import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A column of free text: int32 Unicode code points {@code [examples, characters]}, 0 where a text
 * has ended. A longer text is cut.
 *
 * @param name of the input
 * @param column name of the column
 * @param characters code points per text
 * @param stated whether the config said how many, so that cutting is meant
 */
record TextInput(String name, String column, int characters, boolean stated) implements TableInput {
  static final String TYPE = "text";

  /** A gigabyte of code points. */
  private static final long MOST_VALUES = 1L << 28;

  /**
   * @param training cells of the training part
   * @param most how many characters to keep; left out, as many as the longest text has
   */
  static TextInput fit(String name, Cells training, Optional<Integer> most) {
    int longest = 1;
    for (int i = 0; i < training.size(); i++) {
      String text = training.raw(i);
      longest = Math.max(longest, text.codePointCount(0, text.length()));
    }
    return new TextInput(name, training.name(), most.orElse(longest), most.isPresent());
  }

  @Override
  public List<String> features() {
    return List.of();
  }

  @Override
  public Tensor encode(CsvTable table, int[] rows, Consumer<String> warnings) {
    if ((long) rows.length * characters > MOST_VALUES) {
      throw DataException.inKey(
          "features.max_characters",
          "%d texts of %d characters are too many; set max_characters"
              .formatted(rows.length, characters));
    }
    Cells cells = table.cells(column, rows);
    int[] points = new int[rows.length * characters];
    int cut = 0;
    for (int i = 0; i < rows.length; i++) {
      int[] text = cells.raw(i).codePoints().toArray();
      System.arraycopy(text, 0, points, i * characters, Math.min(text.length, characters));
      cut += text.length > characters ? 1 : 0;
    }
    if (cut > 0 && !stated) {
      warnings.accept(
          "%s: column '%s': %d of %d texts are longer than the longest of training and were cut after %d characters"
              .formatted(table.file().getFileName(), column, cut, rows.length, characters));
    }
    return Tensor.of(Shape.of(rows.length, characters), points);
  }

  @Override
  public Map<String, Object> describe() {
    Map<String, Object> description = new LinkedHashMap<>();
    description.put("name", name);
    description.put("type", TYPE);
    description.put("column", column);
    description.put("characters", characters);
    description.put("stated", stated);
    return description;
  }

  static TextInput fromDescription(Description described) {
    return new TextInput(
        described.text("name"),
        described.text("column"),
        (int) described.number("characters"),
        described.flag("stated"));
  }
}
