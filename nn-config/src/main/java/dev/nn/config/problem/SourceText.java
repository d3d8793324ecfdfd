package dev.nn.config.problem;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A text that values come from: a file, or an option of the command line. Equal only to itself. */
public final class SourceText {
  private final String name;
  private final Optional<Path> file;
  private final int rank;
  private final String text;
  private final List<String> lines;
  private final CodePoints[] codePoints;

  private final Optional<Origin> reason;

  private SourceText(
      String name, Optional<Path> file, int rank, String text, Optional<Origin> reason) {
    this.name = name;
    this.file = file;
    this.rank = rank;
    this.text = text;
    this.reason = reason;
    this.lines = lines(text);
    this.codePoints = new CodePoints[lines.size()];
  }

  /**
   * A file.
   *
   * @param rank 0 for the config itself, greater for what it extends; where two sources say the
   *     same thing under different names, the smaller rank counts
   */
  public static SourceText file(Path file, int rank, String text) {
    return file(file, rank, text, Optional.empty());
  }

  /**
   * As above.
   *
   * @param reason why it is read at all: where it is extended
   */
  public static SourceText file(Path file, int rank, String text, Optional<Origin> reason) {
    return new SourceText(file.toString(), Optional.of(file), rank, text, reason);
  }

  /** Something that is no file, such as {@code --set train.epochs=3}; it counts before any file. */
  public static SourceText option(String text) {
    return new SourceText(text, Optional.empty(), -1, text, Optional.empty());
  }

  /** The file as the user would write it, or the option. */
  public String name() {
    return name;
  }

  /** The file, if it is one. */
  public Optional<Path> file() {
    return file;
  }

  /** See {@link #file(Path, int, String)}; -1 for options. */
  public int rank() {
    return rank;
  }

  /** Where it is extended, if it is. */
  public Optional<Origin> reason() {
    return reason;
  }

  /** All of it. */
  public String text() {
    return text;
  }

  /** A line, counted from 1; empty if there is none. */
  public String line(int line) {
    return line >= 1 && line <= lines.size() ? lines.get(line - 1) : "";
  }

  /** Where in a line its columns are; counted when first asked for. */
  CodePoints codePoints(int line) {
    if (line < 1 || line > lines.size()) {
      return new CodePoints("");
    }
    if (codePoints[line - 1] == null) {
      codePoints[line - 1] = new CodePoints(line(line));
    }
    return codePoints[line - 1];
  }

  /** Lines as YAML counts them: it has more characters that end one than Java. */
  public static List<String> lines(String text) {
    List<String> lines = new ArrayList<>();
    int start = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\n' || c == '\r' || c == '\u0085' || c == '\u2028' || c == '\u2029') {
        lines.add(text.substring(start, i));
        i += c == '\r' && text.startsWith("\n", i + 1) ? 1 : 0;
        start = i + 1;
      }
    }
    lines.add(text.substring(start));
    return lines;
  }
}
