package dev.nn.config.internal.tree;

import dev.nn.config.problem.Origin;
import dev.nn.config.problem.Problem;
import dev.nn.config.problem.SourceText;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.reader.ReaderException;

/** SnakeYAML's complaints in the user's terms. */
final class YamlFault {
  private YamlFault() {}

  static Problem problem(SourceText source, MarkedYAMLException fault) {
    Mark mark = fault.getProblemMark() != null ? fault.getProblemMark() : fault.getContextMark();
    String complaint = String.valueOf(fault.getProblem()).strip();
    Origin origin =
        mark == null
            ? Origin.startOf(source)
            : new Origin(source, mark.getLine() + 1, mark.getColumn() + 1, 1);
    Problem problem = translate(origin, complaint);
    boolean elsewhere =
        fault.getContext() != null
            && fault.getContextMark() != null
            && mark != null
            && fault.getContextMark().getLine() != mark.getLine();
    return elsewhere
        ? problem.noting(
            fault.getContext().strip()
                + " that begins in line "
                + (fault.getContextMark().getLine() + 1))
        : problem;
  }

  private static Problem translate(Origin origin, String complaint) {
    int column = origin.column();
    String line = origin.source().line(origin.line());
    if (column >= 2 && line.startsWith("${", line.offsetByCodePoints(0, column - 2))) {
      return Problem.at(origin, "'${' cannot stand here without quotes")
          .helping("write \"${…}\" in quotes");
    }
    if (complaint.contains("TAB")) {
      return Problem.at(origin, "a tab cannot be used for indentation").helping("use blanks");
    }
    if (complaint.startsWith("mapping values are not allowed")) {
      return Problem.at(origin, "a ':' cannot stand here")
          .helping(
              "check the indentation and whether the line before lacks a ':'; put texts that"
                  + " contain ': ' in quotes");
    }
    if (complaint.startsWith("could not find expected ':'")) {
      return Problem.at(origin, "a ':' is missing after a key")
          .helping("write 'key: value', with a blank after the colon");
    }
    if (complaint.contains("that cannot start any token")) {
      return Problem.at(origin, "a value cannot begin with this character")
          .helping("put the text in quotes");
    }
    if (complaint.startsWith("found undefined alias")) {
      return Problem.at(
          origin, "there is no anchor for this alias: " + complaint.substring(21).strip());
    }
    if (complaint.startsWith("but found another document")) {
      return Problem.at(origin, "a config is one YAML document, and here begins a second one");
    }
    return Problem.at(origin, "this is not valid YAML: " + complaint);
  }

  static Problem problem(SourceText source, ReaderException fault) {
    String text = source.text();
    String before = text.substring(0, Math.max(0, Math.min(fault.getPosition(), text.length())));
    int line = (int) before.chars().filter(c -> c == '\n').count() + 1;
    int column = before.codePointCount(before.lastIndexOf('\n') + 1, before.length()) + 1;
    return Problem.at(
        new Origin(source, line, column, 1),
        "the character U+%04X is not allowed in YAML".formatted(fault.getCodePoint()));
  }

  static Problem problem(SourceText source, RuntimeException fault) {
    String message = String.valueOf(fault.getMessage());
    if (message.contains("aliases")) {
      return Problem.at(
              Origin.startOf(source),
              "more than " + Limits.ALIASES + " aliases of lists or mappings")
          .helping("use vars or write the values out");
    }
    if (message.contains("Nesting Depth")) {
      return Problem.at(
          Origin.startOf(source), "values are nested more than " + Limits.NESTING + " deep");
    }
    return Problem.at(Origin.startOf(source), "this is not valid YAML: " + message);
  }
}
