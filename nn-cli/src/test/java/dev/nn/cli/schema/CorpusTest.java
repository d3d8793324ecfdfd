package dev.nn.cli.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nn.config.ExperimentLoader;
import dev.nn.config.problem.Code;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The corpora of nn-config, as editors see them: the schema refuses exactly those configs that have
 * a mistake which {@link Sight} says it sees.
 */
@TestInstance(Lifecycle.PER_CLASS)
class CorpusTest {
  private static final Path CORPORA = Path.of("../nn-config/src/test/resources");

  /** What is found in a config. */
  private enum Found {
    NO_YAML,
    MISTAKE,
    NOTHING
  }

  /** What is found though the code says otherwise, and why. */
  private static final Map<String, Found> OTHERWISE =
      Map.of(
          // A '${' without '}' is no variable, but a text, where a number belongs.
          "vars-brace-missing", Found.MISTAKE,
          // YAML 1.2 allows it.
          "yaml-tab-after-colon", Found.NOTHING,
          // The schema counts layers, and takes 'input' for one.
          "graph-only-an-input", Found.NOTHING,
          // Readers of YAML have that limit, too.
          "yaml-too-many-aliases", Found.NO_YAML);

  /** What expands without end, or to millions of values: no tree that a schema could walk. */
  private static final Set<String> NO_TREES = Set.of("yaml-alias-to-itself", "yaml-alias-bomb");

  private static final Pattern ERROR =
      Pattern.compile("(?ms)^error\\[(NN\\d+)]: [^\\n]*\\n(.*?)(?=^error|^warning|\\z)");

  private final Editor editor = new Editor(ExperimentLoader.create());

  /**
   * An error of a report.
   *
   * @param here whether it is about a value that stands in the config itself: not in an option or a
   *     parent, and not where a variable stands for it, which may be anything
   */
  private record Error(Code code, boolean here) {}

  private static List<Error> errors(Path config) {
    String report = read(Path.of(config.toString().replace(".yaml", ".txt")));
    return ERROR
        .matcher(report)
        .results()
        .map(
            found -> {
              Code code = Code.find(found.group(1)).orElseThrow();
              String place = found.group(2);
              return new Error(
                  code,
                  place.strip().startsWith("--> " + config.getFileName() + ":")
                      && (Sight.SYNTAX.contains(code) || !place.contains("${")));
            })
        .toList();
  }

  private static Found expected(Path config) {
    Set<Code> codes = EnumSet.noneOf(Code.class);
    errors(config).stream().filter(Error::here).map(Error::code).forEach(codes::add);
    if (codes.stream().anyMatch(Sight.SYNTAX::contains)) {
      return Found.NO_YAML;
    }
    return codes.stream().anyMatch(Sight.SCHEMA::contains) ? Found.MISTAKE : Found.NOTHING;
  }

  private static String name(Path config) {
    return config.getFileName().toString().replace(".yaml", "");
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Path> configs(String corpus) {
    try (Stream<Path> files = Files.list(CORPORA.resolve(corpus))) {
      return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Stream<Path> broken() {
    return configs("broken").stream().filter(config -> !NO_TREES.contains(name(config)));
  }

  static Stream<Path> suspicious() {
    return configs("suspicious").stream();
  }

  @ParameterizedTest
  @MethodSource("broken")
  void a_broken_config_is_refused_if_its_mistake_can_be_seen(Path config) {
    List<String> faults = editor.faults(read(config));
    Found found =
        faults.isEmpty()
            ? Found.NOTHING
            : faults.get(0).startsWith("no YAML") ? Found.NO_YAML : Found.MISTAKE;
    Found expected = OTHERWISE.getOrDefault(name(config), expected(config));
    assertEquals(expected, found, () -> config + ": " + faults);
  }

  @ParameterizedTest
  @MethodSource("suspicious")
  void a_suspicious_config_is_accepted(Path config) {
    assertEquals(List.of(), editor.faults(read(config)), config.toString());
  }

  /** Else the lists of {@link Sight} would say more than is tried here. */
  @Test
  void there_is_a_case_for_every_code_that_can_be_seen() {
    Set<Code> tried = new TreeSet<>();
    broken()
        .map(CorpusTest::errors)
        .filter(errors -> errors.stream().map(Error::code).distinct().count() == 1)
        .flatMap(List::stream)
        .filter(Error::here)
        .map(Error::code)
        .forEach(tried::add);
    Set<Code> seen = new TreeSet<>(Sight.SCHEMA);
    seen.addAll(Sight.SYNTAX);
    seen.removeAll(tried);
    assertEquals(Set.of(), seen);
  }

  @Test
  void the_exceptions_are_cases() {
    Set<String> names = new TreeSet<>(OTHERWISE.keySet());
    names.addAll(NO_TREES);
    configs("broken").stream().map(CorpusTest::name).forEach(names::remove);
    assertTrue(names.isEmpty(), names.toString());
  }
}
