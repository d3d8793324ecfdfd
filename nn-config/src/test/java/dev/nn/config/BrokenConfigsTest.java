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
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
 *
 * <p>The first line of a config says what is wrong with it. Comments after it may say {@code set:
 * key.path=value} for the command line, {@code env: NAME=value} for the environment, and {@code
 * data: no} if the data are not read.
 */
class BrokenConfigsTest {
  private static final Path FOLDER = Path.of("src", "test", "resources", "broken");

  /** What no config alone can bring about. */
  private static final Set<Code> ELSEWHERE = EnumSet.of(Code.BACKEND_NOT_INSTALLED);

  private final ExperimentLoader loader = ExperimentLoader.create();

  @TestFactory
  Stream<DynamicTest> eachGetsTheReportBesideIt() {
    return configs().map(config -> DynamicTest.dynamicTest(title(config), () -> check(config)));
  }

  private void check(Path config) throws IOException {
    Path expected = config.resolveSibling(config.getFileName().toString().replace(".yaml", ".txt"));
    String report = ProblemPrinter.print(problems(config)) + "\n";
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
    configs().flatMap(config -> problems(config).stream()).map(Problem::code).forEach(seen::add);
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

  private static Stream<Path> configs() {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<Problem> problems(Path config) {
    Map<String, String> environment =
        headers(config, "env").stream()
            .map(each -> each.split("=", 2))
            .collect(Collectors.toMap(each -> each[0], each -> each[1]));
    return loader.check(
        config,
        headers(config, "set"),
        headers(config, "data").isEmpty(),
        name -> Optional.ofNullable(environment.get(name)));
  }

  private static List<String> headers(Path config, String name) {
    return comments(config).stream()
        .filter(line -> line.startsWith(name + ": "))
        .map(line -> line.substring(name.length() + 2))
        .toList();
  }

  private static String title(Path config) {
    return config.getFileName() + ": " + comments(config).get(0);
  }

  private static List<String> comments(Path config) {
    try {
      return Files.readString(config)
          .lines()
          .takeWhile(line -> line.startsWith("# "))
          .map(line -> line.substring(2))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
