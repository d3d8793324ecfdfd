package dev.nn.data;

import dev.nn.api.data.DataException;
import dev.nn.api.spec.Default;
import dev.nn.api.spec.Doc;
import java.util.List;
import java.util.Optional;

/**
 * What is to be predicted. How it is encoded follows from the loss; numbers are not scaled. A
 * missing target is an error.
 *
 * @param column the target column; this or {@code columns}
 * @param columns several target columns, for regression with several outputs
 * @param type how class values are told apart and sorted: {@code numeric} (1 and 1.0 are one class)
 *     or {@code categorical} (by their text); left out, numeric if all values are numbers
 */
public record CsvTarget(
    @Doc("The target column") Optional<String> column,
    @Doc("Several target columns, for regression") @Default("[]") List<String> columns,
    @Doc("Read class values as numbers or as text; left out: inferred") Optional<ColumnType> type) {

  /**
   * @throws DataException unless exactly one of {@code column} and {@code columns} is given
   */
  public CsvTarget {
    columns = List.copyOf(columns);
    if (column.isPresent() != columns.isEmpty()) {
      throw DataException.inKey(
          "target",
          "expected either column or columns, found " + (columns.isEmpty() ? "neither" : "both"));
    }
  }

  /** The target columns, one or several. */
  List<String> names() {
    return column.map(List::of).orElse(columns);
  }

  /** The key that named them. */
  String key() {
    return column.isPresent() ? "target.column" : "target.columns";
  }
}
