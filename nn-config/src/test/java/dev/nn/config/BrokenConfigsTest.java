package dev.nn.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nn.config.problem.Code;
import dev.nn.config.problem.Problem;
import dev.nn.config.problem.ProblemPrinter;
import dev.nn.config.problem.Severity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Configs with a mistake, each beside the report that it gets. {@code -Dupdate-snapshots} writes
 * the reports anew; read them before they are committed.
 */
class BrokenConfigsTest {
  private static final Path FOLDER = Path.of("src", "test", "resources", "broken");

  /** What no config alone can bring about. */
  private static final Set<Code> ELSEWHERE = EnumSet.of(Code.BACKEND_NOT_INSTALLED);

  private final ExperimentLoader loader = ExperimentLoader.create();

  @TestFactory
  Stream<DynamicTest> eachGetsTheReportBesideIt() {
    return configs().map(config -> DynamicTest.dynamicTest(config.title(), () -> check(config)));
  }

  private void check(CorpusConfig config) throws IOException {
    Path expected = config.report();
    String report = ProblemPrinter.print(config.problems(loader)) + "\n";
    // Files are named as seen from the folder.
    String shown = report.replace(FOLDER.toAbsolutePath() + "/", "").replace(FOLDER + "/", "");
    if (System.getProperty("update-snapshots") != null) {
      Files.writeString(expected, shown);
    }
    assertEquals(Files.readString(expected), shown);
  }

  /** Of warnings, see {@link SuspiciousConfigsTest}. */
  @Test
  void thereIsOneForEveryError() {
    Set<Code> seen = new TreeSet<>(ELSEWHERE);
    configs()
        .flatMap(config -> config.problems(loader).stream())
        .map(Problem::code)
        .forEach(seen::add);
    seen.removeIf(code -> code.severity() == Severity.WARNING);
    Set<Code> errors = new TreeSet<>(EnumSet.allOf(Code.class));
    errors.removeIf(code -> code.severity() == Severity.WARNING);
    assertEquals(errors, seen);
  }

  @Test
  void everyReportBelongsToAConfig() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      Set<String> names =
          files
              .filter(Files::isRegularFile)
              .map(file -> file.getFileName().toString().replaceFirst("\\.[a-z]+$", ""))
              .collect(Collectors.toSet());
      assertEquals(configs().count(), names.size());
      assertTrue(names.size() >= 120, "only " + names.size());
    }
  }

  private static Stream<CorpusConfig> configs() {
    return CorpusConfig.all(FOLDER).stream();
  }
}
