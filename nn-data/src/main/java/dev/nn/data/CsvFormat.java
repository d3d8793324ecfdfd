package dev.nn.data;

import dev.nn.api.data.DataException;
import dev.nn.api.spec.Default;
import dev.nn.api.spec.Doc;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How a delimited file is written.
 *
 * @param delimiter one character between cells; default a comma
 * @param header whether the first line names the columns; default true
 * @param columns names of the columns of a file without such a line
 * @param quote whether cells may be quoted; default {@code double}
 */
public record CsvFormat(
    @Doc("The character between cells") @Default("\",\"") String delimiter,
    @Doc("Whether the first line names the columns") @Default("true") boolean header,
    @Doc("Names of the columns, with header: false") @Default("[]") List<String> columns,
    @Doc("Whether cells may be in quotes") @Default("double") Quote quote) {

  /** What a quotation mark means. */
  public enum Quote {
    /** A cell in {@code "} may hold delimiters and line ends; {@code ""} is a quotation mark. */
    DOUBLE,
    /** Nothing: it is text like any other. */
    NONE
  }

  /** Commas, a header, quotes. */
  public static final CsvFormat STANDARD = new CsvFormat(",", true, List.of(), Quote.DOUBLE);

  /**
   * @throws DataException if the delimiter is not one character, or is a quote or line end, or
   *     {@code columns} do not fit {@code header}
   */
  public CsvFormat {
    columns = List.copyOf(columns);
    if (delimiter.length() != 1 || "\"\r\n".contains(delimiter)) {
      throw DataException.inKey(
          "delimiter", "expected one character such as ',' or ';', found '" + delimiter + "'");
    }
    if (header && !columns.isEmpty()) {
      throw DataException.inKey(
          "columns", "the columns are named in the file's first line; set header: false if not");
    }
    if (!header && columns.isEmpty()) {
      throw DataException.inKey(
          "header", "without a header the columns need names: columns: [label, text]");
    }
    if (columns.stream().distinct().count() < columns.size()) {
      throw DataException.inKey("columns", "a column is named twice in " + columns);
    }
  }

  /** The delimiter. */
  char separator() {
    return delimiter.charAt(0);
  }

  Map<String, Object> describe() {
    Map<String, Object> description = new LinkedHashMap<>();
    description.put("delimiter", delimiter);
    description.put("header", header);
    description.put("columns", columns);
    description.put("quote", quote.name().toLowerCase(Locale.ROOT));
    return description;
  }

  static CsvFormat fromDescription(Description described) {
    return new CsvFormat(
        described.text("delimiter"),
        described.flag("header"),
        described.texts("columns"),
        described.constant("quote", Quote.class));
  }
}
