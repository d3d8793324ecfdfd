package dev.nn.cli.init;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Texts as YAML scalars that are read back as they are, in flow collections too. */
final class YamlText {
  /** Nothing that could be a number, an indicator, a comment or a variable. */
  private static final Pattern PLAIN =
      Pattern.compile("((\\.{1,2})?/)*[A-Za-z_][A-Za-z0-9_./-]*( [A-Za-z0-9_./-]+)*");

  /** What YAML 1.1 takes for something else than a text; in lower case. */
  private static final Set<String> WORDS =
      Set.of("null", "true", "false", "yes", "no", "on", "off", "y", "n");

  private YamlText() {}

  /** A value: plain where that is safe, else in double quotes. */
  static String of(String text) {
    return key(text.replace("${", "$${"));
  }

  /** A key, in which there are no variables to be mistaken for. */
  static String key(String text) {
    return PLAIN.matcher(text).matches() && !WORDS.contains(text.toLowerCase(Locale.ROOT))
        ? text
        : quoted(text);
  }

  /** A flow list. */
  static String of(List<String> texts) {
    return texts.stream().map(YamlText::of).collect(Collectors.joining(", ", "[", "]"));
  }

  private static String quoted(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    text.codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '"' -> quoted.append("\\\"");
                case '\\' -> quoted.append("\\\\");
                case '\t' -> quoted.append("\\t");
                case '\n' -> quoted.append("\\n");
                default -> {
                  if (Character.isISOControl(c)
                      || Character.getType(c) == Character.FORMAT
                      || c == 0x2028
                      || c == 0x2029
                      || c > 0xFFFF
                      || Character.isSurrogate((char) c)) {
                    quoted.append(String.format("\\U%08X", c));
                  } else {
                    quoted.appendCodePoint(c);
                  }
                }
              }
            });
    return quoted.append('"').toString();
  }
}
