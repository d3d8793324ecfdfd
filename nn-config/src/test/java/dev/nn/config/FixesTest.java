package dev.nn.config;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nn.config.problem.Fix;
import dev.nn.config.problem.Origin;
import dev.nn.config.problem.Problem;
import dev.nn.config.problem.ProblemPrinter;
import dev.nn.config.problem.SourceText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Whoever does what a report of the corpora tells tools to do is rid of the problem. */
class FixesTest {
  private static final Path CORPORA = Path.of("src/test/resources");

  private static final String OPTION = "--set ";

  @TempDir static Path folder;

  private final ExperimentLoader loader = ExperimentLoader.create();

  @TestFactory
  Stream<DynamicTest> aFixTakesItsProblemAway() throws IOException {
    List<DynamicTest> tests = new ArrayList<>();
    for (String corpus : List.of("broken", "suspicious")) {
      copy(CORPORA.resolve(corpus), folder.resolve(corpus));
      for (CorpusConfig config : CorpusConfig.all(folder.resolve(corpus))) {
        for (Problem problem : config.problems(loader)) {
          if (problem.fix().isPresent()) {
            tests.add(
                DynamicTest.dynamicTest(
                    config.name() + ": " + problem.message(), () -> check(config, problem)));
          }
        }
      }
    }
    assertTrue(tests.size() >= 60, "only " + tests.size());
    return tests.stream();
  }

  private void check(CorpusConfig config, Problem problem) throws IOException {
    Fix fix = problem.fix().orElseThrow();
    SourceText source = fix.place().source();
    String before =
        source.file().isPresent() ? Files.readString(source.file().get()) : source.name();
    String after = applied(fix, before);
    List<Problem> left;
    if (source.file().isPresent()) {
      Files.writeString(source.file().get(), after);
      left = config.problems(loader);
      Files.writeString(source.file().get(), before);
    } else {
      left =
          config.problems(
              loader,
              setting ->
                  before.equals(OPTION + setting) ? after.substring(OPTION.length()) : setting);
    }
    assertFalse(
        left.stream()
            .anyMatch(
                each -> each.code() == problem.code() && each.message().equals(problem.message())),
        () -> "'" + fix.replacement() + "' leaves:\n" + ProblemPrinter.print(left));
  }

  private static String applied(Fix fix, String text) {
    Origin place = fix.place();
    List<String> lines = new ArrayList<>(text.lines().toList());
    String line = lines.get(place.line() - 1);
    int from = line.offsetByCodePoints(0, place.column() - 1);
    int to = line.offsetByCodePoints(from, place.length());
    lines.set(place.line() - 1, line.substring(0, from) + fix.replacement() + line.substring(to));
    return String.join("\n", lines);
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        Files.copy(file, to.resolve(from.relativize(file).toString()));
      }
    }
  }
}
