package dev.nn.cli.init;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Locale;

/** Numbers and lists as the comments of a config say them. */
final class Words {
  private static final int LISTED = 6;

  private Words() {}

  /** With separators: {@code 12,345}. */
  static String count(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }

  /** {@code 1 row}, {@code 12,345 rows}. */
  static String count(long count, String thing) {
    return count(count) + " " + thing + (count == 1 ? "" : "s");
  }

  /** {@code 38.4 %}. */
  static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f %%", 100 * share);
  }

  /** To three or four digits, whole numbers up to 999,999 in full: {@code 23.51}, {@code 150}. */
  static String number(double value) {
    if (value == Math.rint(value) && Math.abs(value) < 1e6) {
      return Long.toString((long) value);
    }
    BigDecimal rounded = new BigDecimal(value).round(new MathContext(4));
    double size = Math.abs(value);
    return size >= 1e-3 && size < 1e6
        ? rounded.stripTrailingZeros().toPlainString()
        : String.format(Locale.ROOT, "%.3g", value);
  }

  /** The first few, and how many more. */
  static String list(List<String> names) {
    return names.size() <= LISTED + 1
        ? String.join(", ", names)
        : String.join(", ", names.subList(0, LISTED)) + " and " + (names.size() - LISTED) + " more";
  }

  /** {@code a, b and c}. */
  static String enumeration(List<String> parts) {
    int last = parts.size() - 1;
    return last < 1
        ? String.join("", parts)
        : String.join(", ", parts.subList(0, last)) + " and " + parts.get(last);
  }

  /** On one line, whatever is in it, and not endless. */
  static String shown(String text) {
    String line = text.replaceAll("\\p{Cntrl}", " ");
    return line.codePointCount(0, line.length()) <= 40
        ? line
        : line.substring(0, line.offsetByCodePoints(0, 39)) + "…";
  }
}
