package dev.nn.cli.reference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nn.config.problem.Code;
import dev.nn.config.problem.CodeGroup;
import dev.nn.config.problem.Explanation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * docs/errors.md has the explanations of all codes. With the system property nn.docs.write it is
 * made so.
 */
class ErrorsPageTest {
  private static final Path DOCS = ReferencePagesTest.ROOT.resolve("docs");
  private static final Path PAGE = DOCS.resolve("errors.md");

  private static final Pattern LINK = Pattern.compile("]\\(([^)#]*)(?:#([^)]*))?\\)");

  private static final String INTRODUCTION =
      """
      # Errors and warnings

      Everything that `nn` can find wrong with a config, a command line or the data, by code. An error means that nothing
      can be done with the config; a warning, from NN1001 on, that it works, but probably not as meant. `./nn explain-error
      NN0101` prints one of these texts.

      An example shows the part of a config that matters. Those with data are about small tables with columns as they are named,
      and `moons`, which have two numbers and two classes.

      This page is made from the texts that the command prints, and their examples are run by a test; `mvn -q -Pdocs -pl nn-cli
      -am test` writes it again.
      """;

  private static String page() {
    List<String> parts = new ArrayList<>(List.of(INTRODUCTION.strip()));
    for (CodeGroup group : CodeGroup.values()) {
      parts.add("**" + group.title() + "**");
      parts.add(
          group.codes().stream()
              .map(
                  code ->
                      "- [%s](#%s) %s"
                          .formatted(
                              code.id(), slug(code.id() + ": " + code.title()), code.title()))
              .collect(Collectors.joining("\n")));
    }
    for (CodeGroup group : CodeGroup.values()) {
      group.codes().forEach(code -> parts.add(Explanation.of(code).markdown().strip()));
    }
    return String.join("\n\n", parts) + "\n";
  }

  /** A heading's anchor, as GitHub makes it. */
  private static String slug(String heading) {
    return heading.toLowerCase(Locale.ROOT).replaceAll("[^\\p{Alnum}δ _-]", "").replace(' ', '-');
  }

  @Test
  void the_page_is_current() throws IOException {
    if (System.getProperty("nn.docs.write") != null) {
      Files.writeString(PAGE, page());
    }
    assertEquals(page(), Files.readString(PAGE), PAGE + " is not current; see ReferencePagesTest");
  }

  @ParameterizedTest
  @EnumSource(Code.class)
  void links_lead_somewhere(Code code) throws IOException {
    Matcher link = LINK.matcher(Explanation.of(code).markdown());
    while (link.find()) {
      Path target = DOCS.resolve(link.group(1));
      assertTrue(Files.isRegularFile(target), link.group());
      if (link.group(2) != null) {
        Set<String> anchors =
            Files.readString(target)
                .lines()
                .filter(line -> line.startsWith("#"))
                .map(line -> slug(line.replaceFirst("^#+ ", "")))
                .collect(Collectors.toSet());
        assertTrue(anchors.contains(link.group(2)), link.group());
      }
    }
  }
}
