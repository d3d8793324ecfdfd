package dev.nn.cli.reference;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.nn.config.ExperimentLoader;
import dev.nn.config.registry.Kind;
import dev.nn.config.registry.Registries;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * docs/reference says what the sources say. With the system property nn.docs.write it is made so.
 */
class ReferencePagesTest {
  static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  static final Path PAGES = ROOT.resolve("docs/reference");
  static final Path SNIPPETS = PAGES.resolve("snippets");
  private static final String COMMAND = "mvn -q -Pdocs -pl nn-cli -am test";

  private final Registries registries = ExperimentLoader.create().registries();

  @Test
  void every_registered_type_has_a_snippet_and_every_snippet_a_type() {
    Set<String> types = new HashSet<>();
    for (Kind<?> kind : Kind.ALL) {
      registries.of(kind).names().forEach(name -> types.add(Snippet.id(kind, name)));
    }
    Map<String, Snippet> snippets = Snippet.all(SNIPPETS);
    List<String> missing = types.stream().filter(id -> !snippets.containsKey(id)).sorted().toList();
    assertEquals(List.of(), missing, "types without an example in " + SNIPPETS);
    List<String> idle = snippets.keySet().stream().filter(id -> !types.contains(id)).toList();
    assertEquals(List.of(), idle, "examples of no type in " + SNIPPETS);
    List<String> astray =
        snippets.values().stream()
            .filter(
                each ->
                    each.kind().equals(Kind.LAYER.plural())
                        != ReferencePages.GROUPS.containsKey(each.group()))
            .map(Snippet::id)
            .toList();
    assertEquals(List.of(), astray, "examples in no group of " + ReferencePages.GROUPS.keySet());
  }

  @Test
  void the_pages_are_current() throws IOException {
    Map<String, String> pages = new ReferencePages(ROOT, registries, Snippet.all(SNIPPETS)).pages();
    if (System.getProperty("nn.docs.write") != null) {
      write(pages);
    }
    Map<String, String> committed = committed();
    List<String> stale = new ArrayList<>();
    Stream.concat(pages.keySet().stream(), committed.keySet().stream())
        .distinct()
        .sorted()
        .filter(page -> !pages.getOrDefault(page, "").equals(committed.getOrDefault(page, "")))
        .forEach(stale::add);
    assertEquals(List.of(), stale, "pages of " + PAGES + " that are not current; run: " + COMMAND);
  }

  private static Map<String, String> committed() throws IOException {
    Map<String, String> pages = new TreeMap<>();
    try (Stream<Path> files = Files.walk(PAGES)) {
      for (Path file : files.filter(each -> each.toString().endsWith(".md")).toList()) {
        pages.put(PAGES.relativize(file).toString().replace('\\', '/'), Files.readString(file));
      }
    }
    return pages;
  }

  private static void write(Map<String, String> pages) throws IOException {
    for (String old : committed().keySet()) {
      if (!pages.containsKey(old)) {
        Files.delete(PAGES.resolve(old));
      }
    }
    for (Map.Entry<String, String> page : pages.entrySet()) {
      Path file = PAGES.resolve(page.getKey());
      Files.createDirectories(file.getParent());
      Files.writeString(file, page.getValue());
    }
  }
}
