package dev.nn.cli.init;

/** Lines of a config and its comments. */
final class ConfigText {
  private static final int WIDTH = 120;

  private final StringBuilder text = new StringBuilder();

  /** A line as it is. */
  ConfigText line(String line) {
    text.append(line).append('\n');
    return this;
  }

  /** A line with a comment behind it, or above it where there is no room. */
  ConfigText line(String line, String comment) {
    if (line.length() + 4 + comment.length() > WIDTH) {
      return comment(line.length() - line.stripLeading().length(), comment).line(line);
    }
    return line(line + "  # " + comment);
  }

  /** Sentences, broken into comment lines. */
  ConfigText comment(int indent, String sentences) {
    String start = " ".repeat(indent) + "#";
    StringBuilder line = new StringBuilder(start);
    for (String word : sentences.split(" ")) {
      if (line.length() > start.length() && line.length() + 1 + word.length() > WIDTH) {
        line(line.toString());
        line = new StringBuilder(start);
      }
      line.append(' ').append(word);
    }
    return line(line.toString());
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
