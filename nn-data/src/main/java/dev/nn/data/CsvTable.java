package dev.nn.data;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import dev.nn.api.data.DataException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * A delimited text file in memory: RFC 4180 quoting, any line ends, UTF-8 with or without a
 * byte-order mark, one header line or none. Empty lines are skipped.
 *
 * @param file where it came from
 * @param header column names, distinct
 * @param rows cells, as many in each row as the header has names
 * @param lines line on which each row begins, from 1
 * @param naValues what marks a missing value, besides a blank cell
 */
record CsvTable(
    Path file,
    List<String> header,
    List<List<String>> rows,
    int[] lines,
    Collection<String> naValues) {
  private static final Pattern LINE = Pattern.compile("starting at line (\\d+)");

  /**
   * @throws DataException if the file cannot be read, is not UTF-8, has no header or no rows,
   *     repeats a column name, or a row has more or fewer cells than the header
   */
  static CsvTable read(Path file, CsvFormat format) {
    return read(file, format, List.of());
  }

  /**
   * As above.
   *
   * @param optional columns that a file without header may lack: its targets, when they are to be
   *     predicted
   */
  static CsvTable read(Path file, CsvFormat format, Collection<String> optional) {
    String text = TextFile.read(file);
    List<List<String>> rows = new ArrayList<>();
    IntStream.Builder lines = IntStream.builder();
    List<String> header = null;
    for (Line line :
        format.quote() == CsvFormat.Quote.NONE
            ? unquoted(text, format.separator())
            : quoted(file, text, format.separator())) {
      if (header == null) {
        header =
            format.header()
                ? header(file, line.number(), line.cells())
                : columns(format, optional, line.cells().size());
        if (format.header()) {
          continue;
        }
      }
      if (line.cells().size() != header.size()) {
        throw DataException.at(
            file,
            line.number(),
            "expected %d cells%s, found %d"
                .formatted(
                    header.size(),
                    format.header() ? " as in the header" : " (" + String.join(", ", header) + ")",
                    line.cells().size()));
      }
      rows.add(line.cells());
      lines.add(line.number());
    }
    if (header == null) {
      throw DataException.at(
          file,
          1,
          "the file is empty; expected " + (format.header() ? "a header line and rows" : "rows"));
    }
    if (rows.isEmpty()) {
      throw DataException.at(file, 1, "the file has a header but no rows");
    }
    return new CsvTable(file, header, rows, lines.build().toArray(), format.naValues());
  }

  private record Line(int number, List<String> cells) {}

  private static List<Line> quoted(Path file, String text, char delimiter) {
    CsvReader.CsvReaderBuilder format =
        CsvReader.builder()
            .fieldSeparator(delimiter)
            .allowUnclosedQuote(false)
            .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
            .missingFieldStrategy(FieldMismatchStrategy.IGNORE);
    List<Line> lines = new ArrayList<>();
    try (CsvReader<CsvRecord> reader = format.ofCsvRecord(text)) {
      for (CsvRecord cells : reader) {
        lines.add(new Line((int) cells.getStartingLineNumber(), cells.getFields()));
      }
      return lines;
    } catch (CsvParseException e) {
      throw unreadable(file, e);
    } catch (IOException e) {
      throw DataException.because(file, "cannot be read: " + e.getMessage(), e);
    }
  }

  /** The library always sees quotes; where they are text, a line is what stands between ends. */
  private static List<Line> unquoted(String text, char delimiter) {
    Pattern cell = Pattern.compile(Pattern.quote(String.valueOf(delimiter)));
    List<Line> lines = new ArrayList<>();
    int number = 0;
    for (String line : text.split("\r\n|[\r\n]", -1)) {
      number++;
      if (!line.isEmpty()) {
        lines.add(new Line(number, List.of(cell.split(line, -1))));
      }
    }
    return lines;
  }

  private static List<String> columns(CsvFormat format, Collection<String> optional, int cells) {
    List<String> without = new ArrayList<>(format.columns());
    without.removeAll(optional);
    return cells == without.size() ? without : format.columns();
  }

  private static DataException unreadable(Path file, CsvParseException fault) {
    // The message names the line; there is no other access to it.
    Matcher line = LINE.matcher(fault.getMessage());
    if (fault.getMessage().startsWith("Unclosed quoted field") && line.find()) {
      return DataException.at(
          file, Integer.parseInt(line.group(1)), "a quote in this row is never closed");
    }
    return DataException.because(file, "not readable as CSV: " + fault.getMessage(), fault);
  }

  private static List<String> header(Path file, int line, List<String> cells) {
    List<String> names = cells.stream().map(String::strip).toList();
    Set<String> seen = new HashSet<>();
    for (String name : names) {
      if (!seen.add(name)) {
        throw DataException.at(file, line, "the header has two columns named '" + name + "'");
      }
    }
    return names;
  }

  /** Number of rows. */
  int size() {
    return rows.size();
  }

  /** All row numbers, in order. */
  int[] allRows() {
    return IntStream.range(0, rows.size()).toArray();
  }

  /** Whether there is a column of that name. */
  boolean has(String column) {
    return header.contains(column);
  }

  /** What to say of a column that is not there: the nearest name, or all there are. */
  String noColumn(String column) {
    String hint = NearestName.hint(column, header);
    String names = header.size() <= 20 ? "; there are: " + String.join(", ", header) : "";
    if (header.size() == 1 && header.get(0).matches(".*[,;\t|].*")) {
      names = "; the header is one column, '%s': is 'delimiter' right?".formatted(header.get(0));
    }
    return file.getFileName() + " has no column '" + column + "'" + (hint.isEmpty() ? names : hint);
  }

  /**
   * The cells of one column in the given rows.
   *
   * @throws DataException if there is no such column
   */
  Cells cells(String column, int[] rows) {
    int index = header.indexOf(column);
    if (index < 0) {
      throw DataException.at(file, 1, noColumn(column));
    }
    return new Cells(this, index, rows);
  }

  /**
   * As above.
   *
   * @param key the config key that names the column
   */
  Cells cells(String key, String column, int[] rows) {
    if (!has(column)) {
      throw DataException.inKey(key, noColumn(column));
    }
    return cells(column, rows);
  }
}
