package dev.nn.data;

import dev.nn.api.data.DataException;
import dev.nn.api.spec.Default;
import dev.nn.api.spec.Doc;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What is learned from. Everything fitted (means, categories) is fitted on the training part alone.
 *
 * @param columns the feature columns, in the order of the inputs; empty: all but the targets, in
 *     the file's order
 * @param exclude columns to leave out of these
 * @param scale scaling of numeric columns; default {@code standard}
 * @param types column types by name, where the inferred ones (numeric if every value is a number)
 *     are not meant
 * @param encoding encoding of categorical columns; default {@code one_hot}
 * @param missing what stands in for an empty cell; default {@code mean}
 */
public record CsvFeatures(
    @Doc("The feature columns; empty: all but the targets") @Default("[]") List<String> columns,
    @Doc("Columns to leave out") @Default("[]") List<String> exclude,
    @Doc("Scaling of numeric columns") @Default("standard") Scale scale,
    @Doc("Column types where the inferred ones are not meant") @Default("{}")
        Map<String, ColumnType> types,
    @Doc("Encoding of categorical columns") @Default("one_hot") Encoding encoding,
    @Doc("What stands in for an empty cell") @Default("mean") Missing missing) {

  /** All columns, with the defaults above. */
  public static final CsvFeatures ALL =
      new CsvFeatures(
          List.of(), List.of(), Scale.STANDARD, Map.of(), Encoding.ONE_HOT, Missing.MEAN);

  /** Copies the collections. */
  public CsvFeatures {
    columns = List.copyOf(columns);
    exclude = List.copyOf(exclude);
    types = Map.copyOf(types);
  }

  /**
   * Names of the feature columns.
   *
   * @throws DataException if a named column is not in the table, is a target, or none is left
   */
  List<String> names(CsvTable table, List<String> targets) {
    check(table, "features.columns", columns);
    check(table, "features.exclude", exclude);
    for (String column : columns) {
      if (targets.contains(column)) {
        throw DataException.inKey(
            "features.columns", "'" + column + "' is the target and cannot be a feature too");
      }
    }
    List<String> names = new ArrayList<>(columns.isEmpty() ? table.header() : columns);
    names.removeAll(targets);
    names.removeAll(exclude);
    if (names.isEmpty()) {
      throw DataException.inKey(
          "features", table.file().getFileName() + " has no column left to learn from");
    }
    for (String column : types.keySet().stream().sorted().toList()) {
      check(table, "features.types", List.of(column));
      if (!names.contains(column)) {
        throw DataException.inKey("features.types", "'" + column + "' is not among the features");
      }
    }
    return names;
  }

  private static void check(CsvTable table, String key, List<String> columns) {
    for (String column : columns) {
      if (!table.has(column)) {
        throw DataException.inKey(key, table.noColumn(column));
      }
    }
    if (columns.stream().distinct().count() < columns.size()) {
      throw DataException.inKey(key, "a column is named twice in " + columns);
    }
  }
}
