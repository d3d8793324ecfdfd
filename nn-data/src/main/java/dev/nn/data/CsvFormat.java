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
 * @param naValues what marks a missing value, such as {@code NA} or {@code "?"}; an empty cell
 *     always does. Columns of type {@code text} keep it as text
 */
public record CsvFormat(
    @Doc("The character between cells") @Default("\",\"") String delimiter,
    @Doc("Whether the first line names the columns") @Default("true") boolean header,
    @Doc("Names of the columns, with header: false") @Default("[]") List<String> columns,
    @Doc("Whether cells may be in quotes") @Default("double") Quote quote,
    @Doc("What marks a missing value, besides an empty cell") @Default("[]")
        List<String> naValues) {

  /** What a quotation mark means. */
  public enum Quote {
    /** A cell in {@code "} may hold delimiters and line ends; {@code ""} is a quotation mark. */
    DOUBLE,
    /** Nothing: it is text like any other. */
    NONE
  }

  /** Commas, a header, quotes. */
  public static final CsvFormat STANDARD =
      new CsvFormat(",", true, List.of(), Quote.DOUBLE, List.of());

  /**
   * @throws DataException if the delimiter is not one character, or is a quote or line end, or
   *     {@code columns} do not fit {@code header}
   */
  public CsvFormat {
    columns = List.copyOf(columns);
    naValues = naValues.stream().map(String::strip).toList();
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

  /** With other marks of missing values. */
  CsvFormat withNaValues(List<String> marks) {
    return new CsvFormat(delimiter, header, columns, quote, marks);
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
    description.put("na_values", naValues);
    return description;
  }

  static CsvFormat fromDescription(Description described) {
    return new CsvFormat(
        described.text("delimiter"),
        described.flag("header"),
        described.texts("columns"),
        described.constant("quote", Quote.class),
        // A model file of a version without this key has empty cells alone.
        described.has("na_values") ? described.texts("na_values") : List.of());
  }
}
