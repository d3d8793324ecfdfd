package dev.nn.config.problem;

import java.util.Comparator;

/**
 * Where something is written.
 *
 * @param source the file or option
 * @param line from 1
 * @param column from 1, in code points
 * @param length how much to underline, in code points, at least 1
 */
public record Origin(SourceText source, int line, int column, int length)
    implements Comparable<Origin> {
  private static final Comparator<Origin> BY_PLACE =
      Comparator.comparingInt((Origin origin) -> Math.abs(origin.source.rank()))
          .thenComparing(origin -> origin.source.name())
          .thenComparingInt(Origin::line)
          .thenComparingInt(Origin::column);

  /** The first character of a source. */
  public static Origin startOf(SourceText source) {
    return new Origin(source, 1, 1, 1);
  }

  /** The place of a part of what is written here, if it is found on this line; else this place. */
  public Origin of(String part) {
    String text = source.line(line);
    int from = Math.min(text.codePointCount(0, text.length()), column - 1);
    int found = text.indexOf(part, text.offsetByCodePoints(0, from));
    return found < 0
        ? this
        : new Origin(
            source,
            line,
            text.codePointCount(0, found) + 1,
            Math.max(1, part.codePointCount(0, part.length())));
  }

  /** What is written here, as far as it stands on this line. */
  public String text() {
    int[] rest = rest(column - 1);
    return new String(rest, 0, Math.min(length, rest.length));
  }

  /** What follows on this line. */
  public String after() {
    int[] rest = rest(column - 1 + length);
    return new String(rest, 0, rest.length);
  }

  private int[] rest(int from) {
    return source.line(line).codePoints().skip(from).toArray();
  }

  /** In the order of reading: the config, options, then what the config extends. */
  @Override
  public int compareTo(Origin other) {
    return BY_PLACE.compare(this, other);
  }

  /** {@code configs/x.yaml:12:30}, or the option. */
  @Override
  public String toString() {
    return source.file().isPresent() ? source.name() + ":" + line + ":" + column : source.name();
  }
}
