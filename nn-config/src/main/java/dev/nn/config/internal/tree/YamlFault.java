package dev.nn.config.internal.tree;

import dev.nn.config.problem.Code;
import dev.nn.config.problem.Origin;
import dev.nn.config.problem.Problem;
import dev.nn.config.problem.SourceText;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.reader.ReaderException;

/** SnakeYAML's complaints in the user's terms. */
final class YamlFault {
  private static final Pattern WORD = Pattern.compile("[*&@%`]?[^\\s,\\[\\]{}]*");

  private YamlFault() {}

  static Problem problem(SourceText source, MarkedYAMLException fault) {
    Mark mark = fault.getProblemMark() != null ? fault.getProblemMark() : fault.getContextMark();
    String complaint = String.valueOf(fault.getProblem()).strip();
    Origin origin =
        mark == null
            ? Origin.startOf(source)
            : new Origin(source, mark.getLine() + 1, mark.getColumn() + 1, 1);
    if (complaint.startsWith("but found another document")) {
      return Problem.at(
              Code.SEVERAL_DOCUMENTS,
              origin.part(0, 3),
              "a config is one YAML document, and here begins a second one")
          .helping("take the dashes away, or put what follows into a file of its own");
    }
    Mark start = fault.getContextMark();
    if (fault.getContext() == null || start == null) {
      return translate(origin, complaint);
    }
    String context = fault.getContext().strip();
    Origin opening = new Origin(source, start.getLine() + 1, start.getColumn() + 1, 1);
    if (context.equals("while scanning a quoted scalar") && complaint.endsWith("end of stream")) {
      return Problem.at(Code.UNCLOSED_QUOTE, opening, "this quote is never closed")
          .helping("write the same quote where the text ends");
    }
    if (context.startsWith("while parsing a flow ")
        && complaint.startsWith("expected ','")
        && !isBareVariable(origin)) {
      return bracket(opening, origin, context.endsWith("mapping") ? "}" : "]");
    }
    if (rest(origin).startsWith("}") || rest(origin).startsWith("]")) {
      return Problem.at(
          Code.UNCLOSED_BRACKET,
          origin,
          "this '%s' closes nothing".formatted(rest(origin).charAt(0)));
    }
    if (complaint.startsWith("found unknown escape character")) {
      Origin escape = origin.part(-1, 2);
      return Problem.at(
              Code.WRONG_ESCAPE,
              escape,
              "'%s' means nothing in double quotes".formatted(rest(escape).substring(0, 2)))
          .helping("write the text in single quotes, or \\\\ for a backslash; paths can have /");
    }
    if (complaint.startsWith("expected <block end>")) {
      return Problem.at(
              Code.WRONG_INDENTATION,
              origin.part(0, word(origin).length()),
              "this line is indented unlike those that it belongs to")
          .noting(context.replace("while parsing a block", "the") + " begins here", opening)
          .helping("items of one list begin in the same column, and so do keys of one mapping");
    }
    Problem problem = translate(origin, complaint);
    return mark == null || opening.line() == origin.line() || problem.help().isPresent()
        ? problem
        : problem.noting(context + " that begins here", opening);
  }

  /** Something stands where a bracket should be closed, or a comma. */
  private static Problem bracket(Origin opening, Origin origin, String closing) {
    String open = closing.equals("}") ? "{" : "[";
    if (Brackets.isClosed(opening)) {
      return Problem.at(
              Code.UNCLOSED_BRACKET, origin, "expected ',' or '%s' here".formatted(closing))
          .helping("separate by ',', and close what '%s' opens".formatted(open));
    }
    return Problem.at(Code.UNCLOSED_BRACKET, opening, "this '%s' is never closed".formatted(open))
        .helping("write the '%s' where it ends".formatted(closing));
  }

  /** Whether this is the brace of a {@code ${…}}, which YAML takes for a mapping. */
  private static boolean isBareVariable(Origin origin) {
    String line = origin.source().line(origin.line());
    return origin.column() >= 2
        && line.startsWith("${", line.offsetByCodePoints(0, origin.column() - 2));
  }

  private static Problem translate(Origin origin, String complaint) {
    if (isBareVariable(origin)) {
      Origin whole = origin.part(-1, 1).of("${" + rest(origin).split("}", 2)[0].substring(1) + "}");
      return Problem.at(Code.NEEDS_QUOTES, whole, "'${' cannot stand here without quotes")
          .helping("write it in quotes: \"%s\"".formatted(whole.text()))
          .fixedBy("\"%s\"".formatted(whole.text()));
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
      return MisplacedColon.problem(origin);
    }
    if (complaint.startsWith("could not find expected ':'")) {
      return Problem.at(Code.MISSING_COLON, origin, "a ':' is missing after a key")
          .helping("write 'key: value', with a blank after the colon");
    }
    if (complaint.contains("that cannot start any token")) {
      return quotes(origin, "a value cannot begin with '%s'".formatted(rest(origin).charAt(0)));
    }
    if (complaint.startsWith("expected alphabetic or numeric character")
        || complaint.startsWith("unexpected character found")) {
      // The complaint is about what follows the sign.
      int back = Math.max(0, origin.before().lastIndexOf('*'));
      Origin sign = origin.part(back - origin.before().length(), 1);
      return quotes(
          isSign(sign) ? sign : origin,
          "a text that begins with * or & cannot stand here without quotes");
    }
    if (complaint.startsWith("expected chomping or indentation indicators")) {
      Origin sign =
          origin.part(origin.before().stripTrailing().length() - origin.before().length() - 1, 1);
      return quotes(
          sign,
          "'%s' announces a text that begins in the next line, so nothing can follow it here"
              .formatted(sign.text()));
    }
    if (complaint.startsWith("found undefined alias")) {
      String name = word(origin);
      return Problem.at(
              Code.UNDEFINED_ALIAS,
              origin.part(0, name.length()),
              "there is no anchor '&%s' for this alias".formatted(name.replaceFirst("^\\*", "")))
          .helping("if it is meant as a text, write it in quotes: '%s'".formatted(name));
    }
    return Problem.at(Code.INVALID_YAML, origin, "this is not valid YAML: " + complaint);
  }

  private static boolean isSign(Origin origin) {
    String rest = rest(origin);
    return rest.startsWith("*") || rest.startsWith("&");
  }

  private static Problem quotes(Origin origin, String message) {
    String word = word(origin);
    return Problem.at(Code.NEEDS_QUOTES, origin.part(0, word.length()), message)
        .helping("write it in quotes: '%s'".formatted(word))
        .fixedBy("'" + word + "'");
  }

  private static String rest(Origin origin) {
    String line = origin.source().line(origin.line());
    return line.substring(line.offsetByCodePoints(0, origin.column() - 1));
  }

  /** What is written there, up to the next blank, comma or bracket. */
  private static String word(Origin origin) {
    Matcher matcher = WORD.matcher(rest(origin));
    return matcher.lookingAt() && !matcher.group().isEmpty() ? matcher.group() : " ";
  }

  static Problem problem(SourceText source, ReaderException fault) {
    String text = source.text();
    String before = text.substring(0, Math.max(0, Math.min(fault.getPosition(), text.length())));
    List<String> lines = SourceText.lines(before);
    String last = lines.get(lines.size() - 1);
    int column = last.codePointCount(0, last.length()) + 1;
    return Problem.at(
            Code.FORBIDDEN_CHARACTER,
            new Origin(source, lines.size(), column, 1),
            "the character U+%04X is not allowed in YAML".formatted(fault.getCodePoint()))
        .helping("delete it; it may have come along when the text was pasted");
  }

  static Problem problem(SourceText source, RuntimeException fault) {
    String message = String.valueOf(fault.getMessage());
    if (message.contains("aliases")) {
      return Problem.at(
              Code.TOO_LARGE,
              Aliases.firstTooMany(source),
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
}
