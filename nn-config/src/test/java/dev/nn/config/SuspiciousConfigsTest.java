package dev.nn.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nn.config.problem.Code;
import dev.nn.config.problem.Problem;
import dev.nn.config.problem.ProblemPrinter;
import dev.nn.config.problem.Severity;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The corpus of configs that are legal but probably not meant: {@code NN1501.yaml}, or {@code
 * NN1501-more.yaml}, and beside each the report that is expected. {@code -Dupdate-snapshots} writes
 * the reports anew, to be read before they are kept.
 */
class SuspiciousConfigsTest {
  private static final Path CORPUS = Path.of("src/test/resources/suspicious");

  private final ExperimentLoader loader = ExperimentLoader.create();

  static Stream<String> cases() {
    try (Stream<Path> files = Files.list(CORPUS)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".yaml"))
          .map(name -> name.replace(".yaml", ""))
          .sorted()
          .toList()
          .stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path config(String name) {
    return CORPUS.resolve(name + ".yaml");
  }

  private static String code(String name) {
    return name.split("-")[0];
  }

  @ParameterizedTest
  @MethodSource("cases")
  void eachIsReportedAsExpectedAndNothingElseIs(String name) throws IOException {
    List<Problem> problems = loader.check(config(name), List.of(), true);
    String report =
        ProblemPrinter.print(problems).replace(CORPUS.toString().replace('\\', '/') + "/", "")
            + "\n";
    Path expected = CORPUS.resolve(name + ".txt");
    if (System.getProperty("update-snapshots") != null) {
      Files.writeString(expected, report);
    }
    assertEquals(Files.readString(expected), report);
    assertEquals(
        Set.of(code(name)),
        problems.stream().map(problem -> problem.code().id()).collect(Collectors.toSet()));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void eachIsSilencedByItsCode(String name) {
    String ignore = "warnings.ignore=[" + code(name) + "]";
    assertEquals(List.of(), loader.check(config(name), List.of(ignore), true));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void eachTrainsAllTheSame(String name) {
    Experiment experiment =
        loader.load(config(name), List.of("backend=reference", "train.epochs=2"));
    try (Session session = Session.open(experiment)) {
      assertEquals(2, session.train().epochs());
    }
  }

  @Test
  void everyWarningHasACase() {
    Set<String> warnings =
        Arrays.stream(Code.values())
            .filter(code -> code.severity() == Severity.WARNING)
            .map(Code::id)
            .collect(Collectors.toCollection(TreeSet::new));
    assertEquals(
        warnings,
        cases().map(SuspiciousConfigsTest::code).collect(Collectors.toCollection(TreeSet::new)));
  }

  /** Those of the course need no data; of the others, data to download may not be here. */
  @ParameterizedTest
  @ValueSource(strings = {"../configs", "../docs/backprop"})
  void shippedConfigsAreNotSuspicious(Path folder) throws IOException {
    boolean everything = System.getenv("NN_DATA_ROOT") != null;
    try (Stream<Path> files = Files.list(folder)) {
      List<Path> configs = files.filter(file -> file.toString().endsWith(".yaml")).toList();
      assertTrue(configs.size() > 5, configs.toString());
      for (Path config : configs) {
        String text = Files.readString(config);
        boolean here = !text.contains("download:") && !text.contains("mnist");
        List<Problem> problems = loader.check(config, List.of(), everything || here);
        assertTrue(problems.isEmpty(), () -> ProblemPrinter.print(problems));
      }
    }
  }
}
