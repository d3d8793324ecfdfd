package dev.nn.config.schema;

import dev.nn.api.spec.Range;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Definitions of simple values. Wherever something else than a text is expected, a text with a
 * variable may stand for it, and which value that has is not known before the config is read.
 */
final class Simple {
  /** A text that is one variable or expression and nothing else. */
  static final String VARIABLE = "^\\$\\{.+\\}$";

  /** A variable somewhere in a text. */
  static final String WITH_VARIABLE = "\\$\\{";

  /** YAML 1.2 takes 1_000 for a text, and nn for a number. */
  private static final String UNDERSCORES = "^[-+]?[0-9][0-9.]*_[0-9_.]*([eE][-+]?[0-9]+)?$";

  private static final Schema TEXT = Schema.of("type", List.of("string", "number"));

  private static final List<String> JSON_TYPES =
      List.of("null", "boolean", "number", "string", "array", "object");

  private final Definitions definitions;

  Simple(Definitions definitions) {
    this.definitions = definitions;
  }

  /** A whole number of 32 bits, or of 64. */
  Schema whole(boolean wide, Optional<Range> range) {
    String type = wide ? "whole_number_64" : "whole_number";
    return definitions.ref(
        Ranges.name(type, range),
        () -> {
          Schema number =
              number("integer", "a whole number" + Ranges.words(range))
                  .with("minimum", wide ? Long.MIN_VALUE : (long) Integer.MIN_VALUE)
                  .with("maximum", wide ? Long.MAX_VALUE : (long) Integer.MAX_VALUE);
          return Ranges.in(number, range);
        });
  }

  /** A number. */
  Schema number(Optional<Range> range) {
    return definitions.ref(
        Ranges.name("number", range),
        () -> Ranges.in(number("number", "a number" + Ranges.words(range)), range));
  }

  private static Schema number(String type, String noun) {
    return Schema.of("type", List.of(type, "string"))
        .with("pattern", VARIABLE + "|" + UNDERSCORES)
        .with("errorMessage", "Expected " + noun + ".");
  }

  /** True or false. */
  Schema truth() {
    return definitions.ref(
        "truth",
        () ->
            Schema.of("type", List.of("boolean", "string"))
                .with("pattern", VARIABLE)
                .with("errorMessage", "Expected true or false."));
  }

  /** A mapping, or a variable. */
  static Schema mapping() {
    return Schema.of("type", List.of("object", "string"))
        .with("pattern", VARIABLE)
        .with("patternErrorMessage", "Expected a mapping.");
  }

  /** A variable. */
  static Schema variable() {
    return Schema.of("type", "string").with("pattern", VARIABLE);
  }

  /** A text, which numbers and truth values are too. */
  Schema text() {
    return definitions.ref("text", () -> Schema.anyOf(TEXT, only("boolean")));
  }

  /** A path. */
  Schema path() {
    Schema path = TEXT.with("minLength", 1).with("pattern", "^[^\\u0000]*$");
    return definitions.ref("path", () -> Schema.anyOf(path, only("boolean")));
  }

  /**
   * A text of a form, or with a variable in it.
   *
   * @param form a pattern
   * @param others JSON types whose values are of that form if taken for a text
   */
  static Schema text(String form, String... others) {
    return Schema.anyOf(
        Schema.of("type", "string").with("pattern", form + "|" + WITH_VARIABLE), only(others));
  }

  /** No value. */
  Schema nothing() {
    return definitions.ref("nothing", () -> only("null"));
  }

  /** As {@code type}, but what is accepted and not asked for is not proposed by editors. */
  private static Schema only(String... types) {
    List<String> others = new ArrayList<>(JSON_TYPES);
    others.removeAll(List.of(types));
    return Schema.of("not", Schema.of("type", others));
  }

  /** One of some names, in letters of either case; they are proposed as given. */
  static Schema choice(List<String> names) {
    return Schema.anyOf(
        Schema.of("enum", names),
        Schema.of("type", "string")
            .with(
                "pattern",
                names.stream()
                    .map(Simple::eitherCase)
                    .collect(Collectors.joining("|", "^(", ")$|" + WITH_VARIABLE))));
  }

  private static String eitherCase(String name) {
    return name.chars()
        .mapToObj(Character::toString)
        .map(
            c ->
                c.matches("[A-Za-z]")
                    ? "[" + c.toLowerCase(Locale.ROOT) + c.toUpperCase(Locale.ROOT) + "]"
                    : c)
        .collect(Collectors.joining());
  }
}
