package dev.nn.config.problem;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Where something is written.
 *
 * @param source the file or option
 * @param line from 1
 * @param column from 1, in code points
 * @param length how much to underline, in code points, at least 1
 * @param history how what is written here came to where it counts, such as by a variable; told with
 *     every problem of this place
 */
public record Origin(SourceText source, int line, int column, int length, List<Note> history)
    implements Comparable<Origin> {
  /** Variables that stand for variables: the first and the last tell the story. */
  private static final int LONGEST_HISTORY = 4;

  private static final String USED = "the value is used here";

  private static final Comparator<Origin> BY_PLACE =
      Comparator.comparingInt((Origin origin) -> Math.abs(origin.source.rank()))
          .thenComparing(origin -> origin.source.name())
          .thenComparingInt(Origin::line)
          .thenComparingInt(Origin::column);

  /** Copies the history. */
  public Origin {
    history = List.copyOf(history);
  }

  /** A place without a history. */
  public Origin(SourceText source, int line, int column, int length) {
    this(source, line, column, length, List.of());
  }

  /** The first character of a source. */
  public static Origin startOf(SourceText source) {
    return new Origin(source, 1, 1, 1);
  }

  /** This, with something more to tell. */
  public Origin noting(String text, Optional<Origin> place) {
    List<Note> longer = new ArrayList<>(history);
    // A place in a note is only shown; what it has to tell itself is not.
    longer.add(new Note(text, place.map(Origin::bare)));
    if (longer.size() > LONGEST_HISTORY) {
      longer.remove(LONGEST_HISTORY - 1);
    }
    return new Origin(source, line, column, length, longer);
  }

  /** This, which is the value of something in another place. */
  public Origin usedAt(Origin place) {
    return noting(USED, Optional.of(place));
  }

  /** Where what is written here is used last, if it is used elsewhere. */
  public Optional<Origin> use() {
    return history.stream()
        .filter(note -> note.text().equals(USED))
        .reduce((first, second) -> second)
        .flatMap(Note::place);
  }

  private Origin bare() {
    return new Origin(source, line, column, length);
  }

  /**
   * Some characters of what is written here.
   *
   * @param from how many code points stand before them
   * @param count how many they are
   */
  public Origin part(int from, int count) {
    return new Origin(source, line, column + from, Math.max(1, count), history);
  }

  /** The place of a part of what is written here, if it is found on this line; else this place. */
  public Origin of(String part) {
    int found = source.line(line).indexOf(part, columns().offset(column - 1));
    return found < 0
        ? this
        : new Origin(
            source,
            line,
            columns().before(found) + 1,
            Math.max(1, part.codePointCount(0, part.length())),
            history);
  }

  /** Whether another place is this, or a part of it. */
  public boolean contains(Origin other) {
    return source == other.source
        && line == other.line
        && column <= other.column
        && other.column + other.length <= column + length;
  }

  /** Whether this text is what is written here. */
  public boolean says(String text) {
    return source.line(line).startsWith(text, columns().offset(column - 1));
  }

  /** What is written here, as far as it stands on this line. */
  public String text() {
    return columns().part(column - 1, column - 1 + length);
  }

  /** What comes before it on this line. */
  public String before() {
    return columns().part(0, column - 1);
  }

  /** What follows on this line. */
  public String after() {
    return columns().part(column - 1 + length, Integer.MAX_VALUE);
  }

  private CodePoints columns() {
    return source.codePoints(line);
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
