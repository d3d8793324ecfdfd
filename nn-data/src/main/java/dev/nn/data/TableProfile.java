package dev.nn.data;

import dev.nn.api.data.DataException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What stands in a delimited file, column by column, and how its columns hang together: what one
 * looks at before choosing a network for it. Nothing here is fitted or split.
 */
public final class TableProfile {
  private final CsvTable table;
  private final CsvFormat format;
  private final Map<String, ColumnProfile> columns = new LinkedHashMap<>();
  private final Map<String, int[]> codes = new HashMap<>();

  private TableProfile(CsvTable table, CsvFormat format) {
    this.table = table;
    this.format = format;
    for (String name : table.header()) {
      columns.put(name, ColumnReader.read(table.cells(name, table.allRows())));
    }
  }

  /**
   * Reads a file with a header, finding out delimiter and marks of missing values.
   *
   * @throws DataException if it cannot be read, is no table, or has no header
   */
  public static TableProfile read(Path file) {
    CsvFormat format = FormatGuess.of(file);
    return new TableProfile(CsvTable.read(file, format), format);
  }

  /** How the file is written. */
  public CsvFormat format() {
    return format;
  }

  /** Number of rows. */
  public int rows() {
    return table.size();
  }

  /** The columns, in the file's order. */
  public List<ColumnProfile> columns() {
    return List.copyOf(columns.values());
  }

  /** The column of that name. */
  public Optional<ColumnProfile> column(String name) {
    return Optional.ofNullable(columns.get(name));
  }

  /** What to say of a column that is not there: the nearest name, or all there are. */
  public String noColumn(String name) {
    return table.noColumn(name);
  }

  /** The first line of the file on which the column has no value; empty if it has one on each. */
  public OptionalInt firstMissing(String name) {
    Cells cells = table.cells(name, table.allRows());
    for (int i = 0; i < cells.size(); i++) {
      if (cells.text(i).isEmpty()) {
        return OptionalInt.of(table.lines()[i]);
      }
    }
    return OptionalInt.empty();
  }

  /**
   * λ of Goodman and Kruskal: by how much knowing the value of a column, or that it is missing,
   * lowers the share of errors in guessing the value of another; from 0 (not at all) to 1 (no error
   * is left). Of columns with about as many values as rows it says nothing.
   */
  public double lambda(String known, String guessed) {
    return Association.lambda(codes(known), codes(guessed));
  }

  /** Whether all rows with the same value of one column have the same value of another. */
  public boolean determines(String column, String other) {
    return Association.determines(codes(column), codes(other));
  }

  /**
   * η²: share of the variance of a column of numbers without gaps that lies between the values of
   * another column, from 0 to 1.
   */
  public double correlationRatio(String known, String numbers) {
    return Association.correlationRatio(codes(known), numbers(numbers));
  }

  /**
   * |ρ| of Spearman, from 0 to 1: 1 if one column of numbers only rises, or only falls, with the
   * other. Rows without either do not count.
   */
  public double rankCorrelation(String numbers, String others) {
    return Association.rankCorrelation(numbers(numbers), numbers(others));
  }

  /** Whether intervals of a column of numbers tell the values of another apart without error. */
  public boolean separates(String numbers, String classes) {
    return Association.separates(numbers(numbers), codes(classes));
  }

  /**
   * Whether the texts of a column never fall from one row to the next; dates of year, month, day.
   */
  public boolean isSorted(String name) {
    Cells cells = table.cells(name, table.allRows());
    for (int i = 1; i < cells.size(); i++) {
      if (cells.text(i - 1).compareTo(cells.text(i)) > 0) {
        return false;
      }
    }
    return true;
  }

  /** NaN where there is none. */
  private double[] numbers(String name) {
    Cells cells = table.cells(name, table.allRows());
    double[] values = new double[cells.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = cells.parsed(i);
    }
    return values;
  }

  /** A number for each value, from 0 in order of appearance; missing is a value too. */
  private int[] codes(String name) {
    return codes.computeIfAbsent(
        name,
        column -> {
          Cells cells = table.cells(column, table.allRows());
          Map<Object, Integer> known = new HashMap<>();
          int[] numbered = new int[cells.size()];
          for (int i = 0; i < numbered.length; i++) {
            double number = cells.parsed(i);
            // 1 and 1.0 are one value, and so are 0 and -0.
            Object value = Double.isNaN(number) ? cells.text(i) : (Object) (number + 0.0);
            numbered[i] = known.computeIfAbsent(value, each -> known.size());
          }
          return numbered;
        });
  }
}
