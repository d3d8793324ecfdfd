package dev.nn.data;

import dev.nn.api.data.DataException;
import dev.nn.api.spec.Default;
import dev.nn.api.spec.Doc;
import java.util.List;
import java.util.Optional;

/**
 * What is to be predicted. How it is encoded follows from the loss. A missing target is an error.
 *
 * @param column the target column; this or {@code columns}
 * @param columns several target columns, for regression with several outputs
 * @param sameAsInput whether the input itself is the target, for autoencoders; in place of a column
 * @param type how class values are told apart and sorted: {@code numeric} (1 and 1.0 are one class)
 *     or {@code categorical} (by their text); left out, numeric if all values are numbers
 * @param scale scaling of numbers that are predicted, fitted on the training part, so that a
 *     network need not first learn how large they are; loss and metrics are then of scaled values,
 *     predictions and the errors told below the metrics in the units of the file; default {@code
 *     none}
 */
public record CsvTarget(
    @Doc("The target column") Optional<String> column,
    @Doc("Several target columns, for regression") @Default("[]") List<String> columns,
    @Doc("The input itself is the target") @Default("false") boolean sameAsInput,
    @Doc("Read class values as numbers or as text; left out: inferred") Optional<ColumnType> type,
    @Doc("Scaling of numbers that are predicted") @Default("none") Scale scale) {

  /**
   * @throws DataException unless exactly one of {@code column}, {@code columns} and {@code
   *     same_as_input} is given
   */
  public CsvTarget {
    columns = List.copyOf(columns);
    int given = (column.isPresent() ? 1 : 0) + (columns.isEmpty() ? 0 : 1) + (sameAsInput ? 1 : 0);
    if (given != 1) {
      throw DataException.inKey(
          "target",
          "expected either column, columns or same_as_input: true, found "
              + (given == 0 ? "neither" : given == 2 ? "both" : "all"));
    }
    if (type.equals(Optional.of(ColumnType.TEXT))) {
      throw DataException.inKey("target.type", "a target is numeric or categorical, not free text");
    }
    if (sameAsInput && scale != Scale.NONE) {
      throw DataException.inKey(
          "target.scale", "the target is the input as it was scaled; take scale out");
    }
  }

  /** One column. */
  static CsvTarget of(String column) {
    return new CsvTarget(Optional.of(column), List.of(), false, Optional.empty(), Scale.NONE);
  }

  /** The target columns, one or several; none for the input itself. */
  List<String> names() {
    return column.map(List::of).orElse(columns);
  }

  /** The key that named them, below that of the target. */
  String key() {
    return sameAsInput ? "same_as_input" : column.isPresent() ? "column" : "columns";
  }
}
