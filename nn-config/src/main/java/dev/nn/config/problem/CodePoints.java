package dev.nn.config.problem;

import java.util.Arrays;

/**
 * Columns and offsets of a line. They differ only behind characters that are two {@code char}s;
 * counting from the beginning each time takes minutes for a config that is one long line.
 */
final class CodePoints {
  private final String text;
  private final int count;
  // The offset of each code point; null if it is its number.
  private final int[] offsets;

  CodePoints(String text) {
    this.text = text;
    this.count = text.codePointCount(0, text.length());
    this.offsets = count == text.length() ? null : offsets(text, count);
  }

  private static int[] offsets(String text, int count) {
    int[] offsets = new int[count];
    for (int i = 1; i < count; i++) {
      offsets[i] = text.offsetByCodePoints(offsets[i - 1], 1);
    }
    return offsets;
  }

  /** The offset of a code point, counted from 0; the end of the line if there are fewer. */
  int offset(int number) {
    if (number >= count) {
      return text.length();
    }
    int from = Math.max(0, number);
    return offsets == null ? from : offsets[from];
  }

  /** How many code points begin before an offset. */
  int before(int offset) {
    if (offsets == null) {
      return offset;
    }
    int found = Arrays.binarySearch(offsets, offset);
    return found >= 0 ? found : -found - 1;
  }

  /** Some of them, as far as there are any. */
  String part(int from, int to) {
    return text.substring(offset(from), offset(to));
  }
}
