package dev.nn.config.problem;

import dev.nn.config.problem.Paint.Part;
import java.util.ArrayList;
import java.util.List;

/** A place as it is shown: its name, its line, and what is meant underlined. */
final class Excerpt {
  /** A longer source line is shown in part, so that the caret stays on the screen. */
  private static final int WIDTH = 120;

  private final Paint paint;

  Excerpt(Paint paint) {
    this.paint = paint;
  }

  /** What stands before each line, as blanks. */
  static String margin(Origin origin) {
    return " ".repeat(number(origin).length() + 1);
  }

  /**
   * @param part which colour the underlining has
   * @param underline by which character
   */
  List<String> of(Origin origin, Part part, char underline) {
    String number = number(origin);
    boolean isFile = origin.source().file().isPresent();
    List<String> lines = new ArrayList<>();
    lines.add(
        " ".repeat(number.length())
            + paint.on(Part.FRAME, "--> ")
            + (isFile ? Visible.text(origin.toString()) : "command line"));
    String bar = paint.on(Part.FRAME, "|");
    String margin = margin(origin);
    if (isFile) {
      lines.add(margin + bar);
    }
    String line = origin.source().line(origin.line());
    int count = line.codePointCount(0, line.length());
    int column = Math.min(origin.column() - 1, count);
    int from = count <= WIDTH ? 0 : Math.max(0, Math.min(column - WIDTH / 3, count - WIDTH));
    int to = Math.min(count, from + WIDTH);
    String before = from > 0 ? "… " : "";
    String after = to < count ? " …" : "";
    lines.add(
        (isFile ? paint.on(Part.FRAME, number + " |") : margin + bar)
            + " "
            + before
            + visible(line, from, to)
            + after);
    int length = Math.max(1, Math.min(origin.length(), to - column));
    lines.add(
        margin
            + bar
            + " ".repeat(1 + before.length() + column - from)
            + paint.on(part, String.valueOf(underline).repeat(length)));
    return lines;
  }

  /** Some code points of a line that may be very long. */
  private static String visible(String line, int from, int to) {
    int start = line.offsetByCodePoints(0, from);
    String part = line.substring(start, line.offsetByCodePoints(start, to - from));
    int[] shown = part.codePoints().map(Visible::character).toArray();
    return new String(shown, 0, shown.length);
  }

  private static String number(Origin origin) {
    return Integer.toString(origin.line());
  }
}
