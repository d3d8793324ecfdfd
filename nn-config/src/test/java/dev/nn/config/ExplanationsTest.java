package dev.nn.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nn.config.problem.Code;
import dev.nn.config.problem.ConfigException;
import dev.nn.config.problem.Explanation;
import dev.nn.config.problem.Problem;
import dev.nn.config.problem.ProblemPrinter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The explanation of every code tells the truth: its wrong example has that code and no other, its
 * right one has nothing. {@code -Dupdate-snapshots} writes the reports in the texts anew, to be
 * read before they are kept.
 */
class ExplanationsTest {
  private static final Path TEXTS = Path.of("src/main/resources/dev/nn/config/problem");
  private static final Path CORPORA = Path.of("src/test/resources");

  /** Widths at which a text is still read easily, and fits a terminal. */
  private static final int WIDTH = 104;

  /** What only opening the backend brings to light. */
  private static final Set<Code> AT_START = EnumSet.of(Code.BACKEND_NOT_INSTALLED);

  @TempDir static Path folder;

  private final ExperimentLoader loader = ExperimentLoader.create();

  @BeforeAll
  static void filesOfTheExamples() throws IOException {
    copy(CORPORA.resolve("broken/parents"), "parents");
    for (Path data :
        List.of(
            CORPORA.resolve("broken/data"),
            CORPORA.resolve("suspicious/data"),
            Path.of("../configs/data"))) {
      copy(data, "data");
    }
  }

  private static void copy(Path from, String to) throws IOException {
    Path target = Files.createDirectories(folder.resolve(to));
    try (Stream<Path> files = Files.list(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, target.resolve(file.getFileName()));
      }
    }
  }

  private static String text(Code code) throws IOException {
    return Files.readString(TEXTS.resolve(code.id() + ".md"));
  }

  private List<Problem> problems(ExplainedExample example, Code code) throws IOException {
    Path config = example.writeTo(folder);
    List<Problem> problems =
        loader.check(
            config,
            example.settings(),
            true,
            name -> Optional.ofNullable(example.environment().get(name)));
    if (!AT_START.contains(code)) {
      return problems;
    }
    assertEquals(List.of(), problems);
    Experiment experiment = loader.load(config);
    try {
      experiment.backendProvider();
      return List.of();
    } catch (ConfigException e) {
      return e.problems();
    }
  }

  @ParameterizedTest
  @EnumSource(Code.class)
  void theWrongExampleHasTheReportThatIsShown(Code code) throws IOException {
    String text = text(code);
    ExplainedExample example = ExplainedExample.of(text, ExplainedExample.WRONG);
    List<Problem> problems = problems(example, code);
    String report = ProblemPrinter.print(problems);
    assertEquals(
        Set.of(code),
        problems.stream().map(Problem::code).collect(Collectors.toSet()),
        () -> report);
    // Without the last line, which counts them.
    String shown = report.substring(0, report.lastIndexOf("\n\n") + 1).replace(folder + "/", "");
    if (System.getProperty("update-snapshots") != null) {
      Files.writeString(TEXTS.resolve(code.id() + ".md"), ExplainedExample.withReport(text, shown));
    } else {
      assertEquals(example.report(), Optional.of(shown), "stale: see -Dupdate-snapshots, -Pdocs");
    }
  }

  @ParameterizedTest
  @EnumSource(Code.class)
  void theRightExampleHasNoProblem(Code code) throws IOException {
    ExplainedExample example = ExplainedExample.of(text(code), ExplainedExample.RIGHT);
    List<Problem> problems = problems(example, code);
    assertTrue(problems.isEmpty(), () -> ProblemPrinter.print(problems));
  }

  @ParameterizedTest
  @EnumSource(Code.class)
  void theTextIsFoundAndFitsATerminal(Code code) {
    String text = Explanation.of(code).text();
    assertTrue(text.startsWith(code.severity().word() + "[" + code.id() + "]: "), text);
    assertTrue(!text.contains("```") && !text.contains("]("), text);
    boolean example = false;
    for (String line : Explanation.of(code).markdown().lines().toList()) {
      example ^= line.startsWith("```");
      // Reports are as long as their messages.
      assertTrue(example || line.length() <= WIDTH, line);
    }
  }

  @Test
  void everyTextBelongsToACode() throws IOException {
    try (Stream<Path> files = Files.list(TEXTS)) {
      assertEquals(
          Arrays.stream(Code.values()).map(code -> code.id() + ".md").collect(Collectors.toSet()),
          files.map(file -> file.getFileName().toString()).collect(Collectors.toSet()));
    }
  }
}
