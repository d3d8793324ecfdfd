package dev.nn.data;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Decimal numbers as data files write them; stricter than {@link Double#parseDouble}. */
final class Numbers {
  private static final Set<String> NOT_FINITE = Set.of("nan", "inf", "infinity");

  /** A decimal number; one that {@link #parse} refuses has overflowed. */
  private static final Pattern DECIMAL = Pattern.compile("\\d+(\\.\\d*)?(e\\+?\\d+)?");

  private Numbers() {}

  /** The finite number that {@code cell} holds, surrounded by white space or not; otherwise NaN. */
  static double parse(String cell) {
    int length = cell.length();
    long whole = 0;
    int i = 0;
    // Short whole numbers are most of what there is; exact in a double up to 15 digits.
    for (; i < length && length <= 15; i++) {
      char c = cell.charAt(i);
      if (c < '0' || c > '9') {
        break;
      }
      whole = 10 * whole + (c - '0');
    }
    return i == length && length > 0 ? whole : parseDecimal(cell.strip());
  }

  private static double parseDecimal(String text) {
    if (!mayBeNumber(text)) {
      return Double.NaN;
    }
    try {
      double value = Double.parseDouble(text);
      return Double.isInfinite(value) ? Double.NaN : value;
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }

  /** Whether {@code cell} spells NaN, an infinity, or a number too large for a double. */
  static boolean isNotFinite(String cell) {
    String text = cell.strip().toLowerCase(Locale.ROOT);
    String unsigned = text.startsWith("-") || text.startsWith("+") ? text.substring(1) : text;
    return NOT_FINITE.contains(unsigned)
        || (DECIMAL.matcher(unsigned).matches() && Double.isNaN(parse(cell)));
  }

  /**
   * Keeps out Java's own spellings (1d, 1f, 0x1p3, NaN), and most texts before an exception is paid
   * for.
   */
  private static boolean mayBeNumber(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean digit = c >= '0' && c <= '9';
      if (!digit && c != '.' && c != '-' && c != '+' && c != 'e' && c != 'E') {
        return false;
      }
    }
    return !text.isEmpty();
  }
}
