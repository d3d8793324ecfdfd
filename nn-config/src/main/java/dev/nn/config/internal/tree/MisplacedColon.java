package dev.nn.config.internal.tree;

import dev.nn.config.problem.Code;
import dev.nn.config.problem.Origin;
import dev.nn.config.problem.Problem;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A colon where YAML expects no key; the mistake is often in the line before. */
final class MisplacedColon {
  /** A key that is joined to its value, which makes a text of both. */
  private static final Pattern NO_BLANK = Pattern.compile("(\\s*(?:- )?[A-Za-z_]\\w*):[^\\s:/].*");

  private static final Pattern COMPLETE = Pattern.compile("\\s*(?:- )?[^#\\s][^#]*: +\\S.*");

  private MisplacedColon() {}

  static Problem problem(Origin colon) {
    String line = colon.source().line(colon.line());
    String before = line.substring(0, line.offsetByCodePoints(0, colon.column() - 1));
    if (before.contains(": ")) {
      return Problem.at(Code.MISPLACED_COLON, colon, "a second ':' cannot stand in this line")
          .helping(
              "write keys of one value in braces or on lines of their own; put texts that contain"
                  + " ': ' in quotes");
    }
    int above = colon.line() - 1;
    while (above > 0 && colon.source().line(above).isBlank()) {
      above--;
    }
    String previous = colon.source().line(above);
    Matcher joined = NO_BLANK.matcher(previous);
    if (joined.matches()) {
      int at = joined.group(1).codePointCount(0, joined.group(1).length());
      Origin place = new Origin(colon.source(), above, at + 1, 1);
      return Problem.at(Code.MISSING_COLON, place, "a blank is missing after this ':'")
          .helping("write '" + previous.strip().replaceFirst(":", ": ") + "'")
          .fixedBy(": ");
    }
    if (indent(line) > indent(previous) && COMPLETE.matcher(previous).matches()) {
      int from = line.codePointCount(0, indent(line));
      Origin key = new Origin(colon.source(), colon.line(), from + 1, colon.column() - 1 - from);
      return Problem.at(
              Code.WRONG_INDENTATION,
              key,
              "this line is indented further than the one before, which has its value already")
          .helping("begin it in the same column");
    }
    return Problem.at(Code.MISPLACED_COLON, colon, "a ':' cannot stand here")
        .helping(
            "check the indentation and whether the line before lacks a ':'; put texts that"
                + " contain ': ' in quotes");
  }

  private static int indent(String line) {
    return line.length() - line.stripLeading().length();
  }
}
