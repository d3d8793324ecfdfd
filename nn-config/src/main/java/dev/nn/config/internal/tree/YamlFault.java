package dev.nn.config.internal.tree;

import dev.nn.config.problem.Code;
import dev.nn.config.problem.Origin;
import dev.nn.config.problem.Problem;
import dev.nn.config.problem.SourceText;
import java.util.HashSet;
import java.util.Set;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.CollectionStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.parser.Parser;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.ReaderException;
import org.yaml.snakeyaml.reader.StreamReader;

/** SnakeYAML's complaints in the user's terms. */
final class YamlFault {
  private static final String QUOTED = "a text that begins so needs quotes: '*/bias'";

  private YamlFault() {}

  static Problem problem(SourceText source, MarkedYAMLException fault) {
    Mark mark = fault.getProblemMark() != null ? fault.getProblemMark() : fault.getContextMark();
    String complaint = String.valueOf(fault.getProblem()).strip();
    Origin origin =
        mark == null
            ? Origin.startOf(source)
            : new Origin(source, mark.getLine() + 1, mark.getColumn() + 1, 1);
    Mark start = fault.getContextMark();
    if (fault.getContext() == null || start == null) {
      return translate(origin, complaint);
    }
    String context = fault.getContext().strip();
    Origin opening = new Origin(source, start.getLine() + 1, start.getColumn() + 1, 1);
    if (context.equals("while scanning a quoted scalar") && complaint.endsWith("end of stream")) {
      return Problem.at(Code.UNCLOSED_QUOTE, opening, "this quote is never closed");
    }
    if (context.startsWith("while parsing a flow ")
        && complaint.startsWith("expected ','")
        && !isBareVariable(origin)) {
      boolean mapping = context.endsWith("mapping");
      return Problem.at(
              Code.UNCLOSED_BRACKET,
              origin,
              "expected ',' or '%s' here".formatted(mapping ? "}" : "]"))
          .helping(
              "separate by ',', and close what '%s' in line %d opens"
                  .formatted(mapping ? "{" : "[", opening.line()));
    }
    Problem problem = translate(origin, complaint);
    return mark == null || opening.line() == origin.line()
        ? problem
        : problem.noting(context + " that begins here", opening);
  }

  /** Whether this is the brace of a {@code ${…}}, which YAML takes for a mapping. */
  private static boolean isBareVariable(Origin origin) {
    String line = origin.source().line(origin.line());
    return origin.column() >= 2
        && line.startsWith("${", line.offsetByCodePoints(0, origin.column() - 2));
  }

  private static Problem translate(Origin origin, String complaint) {
    if (isBareVariable(origin)) {
      return Problem.at(Code.NEEDS_QUOTES, origin, "'${' cannot stand here without quotes")
          .helping("write \"${…}\" in quotes");
    }
    if (complaint.contains("TAB")) {
      String line = origin.source().line(origin.line());
      boolean indents =
          line.substring(0, line.offsetByCodePoints(0, origin.column() - 1)).isBlank();
      return Problem.at(
              Code.TAB,
              origin,
              "a tab cannot " + (indents ? "be used for indentation" : "stand here"))
          .helping("use blanks");
    }
    if (complaint.startsWith("mapping values are not allowed")) {
      return Problem.at(Code.MISPLACED_COLON, origin, "a ':' cannot stand here")
          .helping(
              "check the indentation and whether the line before lacks a ':'; put texts that"
                  + " contain ': ' in quotes");
    }
    if (complaint.startsWith("could not find expected ':'")) {
      return Problem.at(Code.MISSING_COLON, origin, "a ':' is missing after a key")
          .helping("write 'key: value', with a blank after the colon");
    }
    if (complaint.contains("that cannot start any token")) {
      return Problem.at(Code.NEEDS_QUOTES, origin, "a value cannot begin with this character")
          .helping("put the text in quotes");
    }
    if (complaint.startsWith("expected alphabetic or numeric character")
        || complaint.startsWith("unexpected character found")) {
      return Problem.at(
              Code.NEEDS_QUOTES,
              origin,
              "a text that begins with * or & cannot stand here without quotes")
          .helping(QUOTED);
    }
    if (complaint.startsWith("found undefined alias")) {
      return Problem.at(
              Code.UNDEFINED_ALIAS,
              origin,
              "there is no anchor for this alias: " + complaint.substring(21).strip())
          .helping(QUOTED);
    }
    if (complaint.startsWith("but found another document")) {
      return Problem.at(
          Code.SEVERAL_DOCUMENTS,
          origin,
          "a config is one YAML document, and here begins a second one");
    }
    return Problem.at(Code.INVALID_YAML, origin, "this is not valid YAML: " + complaint);
  }

  static Problem problem(SourceText source, ReaderException fault) {
    String text = source.text();
    String before = text.substring(0, Math.max(0, Math.min(fault.getPosition(), text.length())));
    int line = (int) before.chars().filter(c -> c == '\n').count() + 1;
    int column = before.codePointCount(before.lastIndexOf('\n') + 1, before.length()) + 1;
    return Problem.at(
        Code.FORBIDDEN_CHARACTER,
        new Origin(source, line, column, 1),
        "the character U+%04X is not allowed in YAML".formatted(fault.getCodePoint()));
  }

  static Problem problem(SourceText source, RuntimeException fault) {
    String message = String.valueOf(fault.getMessage());
    if (message.contains("aliases")) {
      return Problem.at(
              Code.TOO_LARGE,
              firstAliasTooMany(source),
              "more than " + Limits.ALIASES + " aliases of lists or mappings")
          .helping("use vars or write the values out");
    }
    if (message.contains("Nesting Depth")) {
      return Problem.at(
          Code.TOO_LARGE,
          Origin.startOf(source),
          "values are nested more than " + Limits.NESTING + " deep");
    }
    return Problem.at(
        Code.INVALID_YAML, Origin.startOf(source), "this is not valid YAML: " + message);
  }

  /** SnakeYAML does not say which, so the aliases are counted once more, as it counts them. */
  private static Origin firstAliasTooMany(SourceText source) {
    Parser parser = new ParserImpl(new StreamReader(source.text()), new LoaderOptions());
    Set<String> collections = new HashSet<>();
    int aliases = 0;
    while (!parser.checkEvent(Event.ID.StreamEnd)) {
      Event event = parser.getEvent();
      if (event instanceof CollectionStartEvent start && start.getAnchor() != null) {
        collections.add(start.getAnchor());
      } else if (event instanceof ScalarEvent scalar && scalar.getAnchor() != null) {
        collections.remove(scalar.getAnchor());
      } else if (event instanceof AliasEvent alias
          && collections.contains(alias.getAnchor())
          && ++aliases > Limits.ALIASES) {
        return YamlReader.origin(source, event.getStartMark(), event.getEndMark());
      }
    }
    return Origin.startOf(source);
  }
}
