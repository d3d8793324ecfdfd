package dev.nn.config.internal.tree;

import dev.nn.config.problem.Origin;
import dev.nn.config.problem.SourceText;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whether a bracket of a text that is no YAML is closed anywhere behind it. */
final class Brackets {
  /** Quoted texts and comments, whose brackets do not count, and brackets. */
  // Possessive, as Java follows any other repetition of a choice by recursion.
  private static final Pattern PIECE =
      Pattern.compile("\"(?:\\\\.|[^\"\\\\])*+\"|'[^']*'|(?<=\\s)#.*|\\$\\{[^}]*}|[\\[\\]{}]");

  private Brackets() {}

  /**
   * @param opening the place of a bracket that opens something
   */
  static boolean isClosed(Origin opening) {
    List<String> lines = SourceText.lines(opening.source().text());
    int depth = 0;
    for (int number = opening.line(); number <= lines.size(); number++) {
      String line = lines.get(number - 1);
      Matcher pieces = PIECE.matcher(line);
      int from = number == opening.line() ? line.offsetByCodePoints(0, opening.column() - 1) : 0;
      for (boolean found = pieces.find(from); found; found = pieces.find()) {
        String piece = pieces.group();
        if (piece.length() > 1) {
          continue;
        }
        depth += "[{".contains(piece) ? 1 : -1;
        if (depth == 0) {
          return true;
        }
      }
    }
    return false;
  }
}
