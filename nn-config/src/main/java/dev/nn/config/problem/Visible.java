package dev.nn.config.problem;

/**
 * Texts of others, such as keys, cells and names of files, as they can be shown on a terminal:
 * whatever would move the cursor, change colours or turn the direction of writing is replaced by a
 * picture of it.
 */
public final class Visible {
  /** Enough for every message that quotes a name; a page of text as a name is shown in part. */
  private static final int LONGEST = 2000;

  private static final int REPLACEMENT = 0xfffd;

  private Visible() {}

  /** A text of one line. */
  public static String text(String text) {
    if (text.length() <= LONGEST && text.codePoints().allMatch(each -> character(each) == each)) {
      return text;
    }
    StringBuilder shown = new StringBuilder();
    cut(text).codePoints().map(Visible::character).forEach(shown::appendCodePoint);
    return shown.toString();
  }

  /** The beginning of a text that is too long for a message. */
  static String cut(String text) {
    if (text.length() <= LONGEST) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST;
    return text.substring(0, end) + "…";
  }

  /** As many columns as the parser counts, so that a caret below finds it: a tab is one. */
  static int character(int character) {
    if (character == '\t') {
      return ' ';
    }
    if (character < ' ') {
      return 0x2400 + character;
    }
    if (character < 0x7f) {
      return character;
    }
    return switch (Character.getType(character)) {
      case Character.CONTROL -> character == 0x7f ? 0x2421 : REPLACEMENT;
      case Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE ->
          REPLACEMENT;
      default -> character;
    };
  }
}
