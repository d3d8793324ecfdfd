package dev.nn.config.problem;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * What there is to know about a code: what it means, a config that has it with the report that it
 * gets, why, and how it is right. Each code has a text beside this class, {@code NN0123.md}, in
 * Markdown: the lines {@code Wrong:} and {@code Right:} announce the examples, and links are
 * relative to the folder {@code docs}.
 *
 * <p>An example is the part of a config that matters; the sections that it needs besides are left
 * out. A block that names a file, such as {@code yaml config.yaml}, is the whole of that file.
 */
public final class Explanation {
  private static final Pattern LINK = Pattern.compile("\\[([^]]+)]\\(([^)]+)\\)");

  private static final String FENCE = "```";

  private static final String SILENCING =
      """

      If this is meant, silence it in the config: `warnings: {ignore: [%s]}`. To take warnings for
      errors, use `nn validate --deny-warnings`.
      """;

  private final Code code;
  private final String body;

  private Explanation(Code code, String body) {
    this.code = code;
    this.body = body;
  }

  /**
   * That of a code.
   *
   * @throws IllegalStateException if it has none, which a test rules out
   */
  public static Explanation of(Code code) {
    String name = code.id() + ".md";
    try (InputStream text = Explanation.class.getResourceAsStream(name)) {
      if (text == null) {
        throw new IllegalStateException("there is no text " + name);
      }
      return new Explanation(code, new String(text.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** As Markdown, with a heading of the second level; links are relative to {@code docs}. */
  public String markdown() {
    return "## %s: %s\n\n%s".formatted(code.id(), code.title(), content());
  }

  /** For a terminal: examples are indented, and links show where they lead. */
  public String text() {
    StringBuilder text = new StringBuilder();
    text.append("%s[%s]: %s\n\n".formatted(code.severity().word(), code.id(), code.title()));
    boolean example = false;
    for (String line : content().lines().toList()) {
      if (line.startsWith(FENCE)) {
        example = !example;
      } else if (example) {
        text.append(line.isEmpty() ? "" : "    " + line).append('\n');
      } else {
        text.append(LINK.matcher(line).replaceAll("$1 (docs/$2)")).append('\n');
      }
    }
    return text.toString();
  }

  private String content() {
    return code.severity() == Severity.WARNING ? body + SILENCING.formatted(code.id()) : body;
  }
}
