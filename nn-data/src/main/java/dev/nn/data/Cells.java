package dev.nn.data;

import dev.nn.api.data.DataException;
import java.util.Arrays;

/** One column of a table in some of its rows. A blank or marked cell is a missing value. */
record Cells(CsvTable table, int column, int[] rows) {

  /** Name of the column. */
  String name() {
    return table.header().get(column);
  }

  /** Number of cells. */
  int size() {
    return rows.length;
  }

  /** What stands in a cell, white space and all. */
  String raw(int i) {
    return table.rows().get(rows[i]).get(column);
  }

  /** The text of a cell; empty if it is missing. */
  String text(int i) {
    String cell = raw(i);
    return cell.isBlank() || isMarked(cell) ? "" : cell;
  }

  /** Whether the cell says that a value is missing; most files have no such marks. */
  private boolean isMarked(String cell) {
    return !table.naValues().isEmpty() && table.naValues().contains(cell.strip());
  }

  /**
   * The number in a cell; NaN if it is missing.
   *
   * @throws DataException if the cell holds anything but a finite number
   */
  double number(int i) {
    double value = parsed(i);
    if (Double.isNaN(value) && !text(i).isEmpty()) {
      throw fault(
          i,
          "expected a finite number, found '"
              + text(i)
              + "'; leave the cell empty if the value is missing, or name the mark in na_values");
    }
    return value;
  }

  /** The number in a cell; NaN if it is missing or something else. */
  double parsed(int i) {
    String cell = raw(i);
    return isMarked(cell) ? Double.NaN : Numbers.parse(cell);
  }

  /**
   * The numbers that are not missing.
   *
   * @throws DataException if a cell holds anything but a finite number
   */
  double[] numbers() {
    double[] values = new double[size()];
    int count = 0;
    for (int i = 0; i < values.length; i++) {
      double value = number(i);
      if (!Double.isNaN(value)) {
        values[count++] = value;
      }
    }
    return Arrays.copyOf(values, count);
  }

  /** A fault of one cell, with file, line and column. */
  DataException fault(int i, String message) {
    return DataException.at(
        table.file(), table.lines()[rows[i]], "column '" + name() + "': " + message);
  }

  /** The fault of a cell without a value, where there is none to fill it in. */
  DataException missing(int i) {
    return fault(i, "the value is missing; set features.missing to fill it in");
  }

  /** A fault of the whole column. */
  DataException fault(String message) {
    return DataException.at(table.file(), 0, "column '" + name() + "': " + message);
  }
}
