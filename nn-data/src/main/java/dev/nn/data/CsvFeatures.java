package dev.nn.data;

import dev.nn.api.data.DataException;
import dev.nn.api.spec.Default;
import dev.nn.api.spec.Doc;
import dev.nn.api.spec.Range;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

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
 * @param missingIndicator whether each numeric column with empty cells in the training part brings
 *     a second input that is 1 where a cell is empty; default false
 * @param maxCharacters how much of a text column is read; left out, as much as the longest text of
 *     the training part has
 */
public record CsvFeatures(
    @Doc("The feature columns; empty: all but the targets") @Default("[]") List<String> columns,
    @Doc("Columns to leave out") @Default("[]") List<String> exclude,
    @Doc("Scaling of numeric columns") @Default("standard") Scale scale,
    @Doc("Column types where the inferred ones are not meant") @Default("{}")
        Map<String, ColumnType> types,
    @Doc("Encoding of categorical columns") @Default("one_hot") Encoding encoding,
    @Doc("What stands in for an empty cell") @Default("mean") Missing missing,
    @Doc("Whether an input of its own says that a number is missing") @Default("false")
        boolean missingIndicator,
    @Doc("Characters read of a text; left out: as many as the longest has") @Range(min = 1)
        Optional<Integer> maxCharacters) {

  /** All columns, with the defaults above. */
  public static final CsvFeatures ALL =
      new CsvFeatures(
          List.of(),
          List.of(),
          Scale.STANDARD,
          Map.of(),
          Encoding.ONE_HOT,
          Missing.MEAN,
          false,
          Optional.empty());

  /** Copies the collections. */
  public CsvFeatures {
    columns = List.copyOf(columns);
    exclude = List.copyOf(exclude);
    types = Map.copyOf(types);
  }

  /**
   * Fits the columns: numbers and categories become one input, every text one of its own.
   *
   * @param name of the input of numbers; empty where there is only one, called {@code input}, and
   *     texts are called like their columns
   * @param train rows of the training part
   * @throws DataException if a named column is not in the table, is a target, or none is left
   */
  List<TableInput> fit(
      Optional<String> name,
      CsvTable table,
      List<String> targets,
      int[] train,
      Consumer<String> warnings) {
    String key = name.map(each -> "inputs." + each).orElse("features");
    List<FeatureColumn> numbers = new ArrayList<>();
    List<TableInput> inputs = new ArrayList<>();
    List<String> names = names(key, table, targets);
    for (String column : names) {
      Cells training = table.cells(column, train);
      switch (type(table, column, warnings)) {
        case NUMERIC -> numbers.add(NumericColumn.fit(training, scale, missing, missingIndicator));
        case CATEGORICAL -> numbers.add(CategoricalColumn.fit(training, encoding, missing));
        case TEXT -> inputs.add(TextInput.fit(name.orElse(column), training, maxCharacters));
      }
    }
    if (!numbers.isEmpty()) {
      inputs.add(0, new NumberInput(name.orElse("input"), numbers));
    }
    if (name.isPresent() && inputs.size() > 1) {
      throw DataException.inKey(
          key, "a text column is an input of its own; give it one besides '" + name.get() + "'");
    }
    return inputs;
  }

  /** These, less a column that they do not name, in {@code columns} or {@code types}. */
  CsvFeatures unlessNamed(String column) {
    if (columns.contains(column) || types.containsKey(column) || exclude.contains(column)) {
      return this;
    }
    List<String> without = new ArrayList<>(exclude);
    without.add(column);
    return new CsvFeatures(
        columns, without, scale, types, encoding, missing, missingIndicator, maxCharacters);
  }

  private ColumnType type(CsvTable table, String column, Consumer<String> warnings) {
    return Optional.ofNullable(types.get(column))
        .orElseGet(() -> InferredType.of(table.cells(column, table.allRows()), warnings));
  }

  private List<String> names(String key, CsvTable table, List<String> targets) {
    check(table, key + ".columns", columns);
    check(table, key + ".exclude", exclude);
    for (String column : columns) {
      if (targets.contains(column)) {
        throw DataException.inKey(
            key + ".columns", "'" + column + "' is the target and cannot be a feature too");
      }
    }
    List<String> names = new ArrayList<>(columns.isEmpty() ? table.header() : columns);
    names.removeAll(targets);
    names.removeAll(exclude);
    if (names.isEmpty()) {
      throw DataException.inKey(
          key, table.file().getFileName() + " has no column left to learn from");
    }
    for (String column : types.keySet().stream().sorted().toList()) {
      check(table, key + ".types", List.of(column));
      if (!names.contains(column)) {
        throw DataException.inKey(key + ".types", "'" + column + "' is not among the features");
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
