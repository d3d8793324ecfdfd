package dev.nn.fuzz;

import dev.nn.config.Experiment;
import dev.nn.config.ExperimentLoader;
import dev.nn.config.problem.ConfigException;
import dev.nn.config.problem.Problem;
import dev.nn.config.problem.Severity;
import java.nio.file.Path;
import java.util.List;

/** Reads a config in every way there is; what must not happen is an {@link AssertionError}. */
final class Loading {
  private final ExperimentLoader loader = ExperimentLoader.create();

  /** Reads one config without looking at the time: classes are loaded by that. */
  Loading() {
    unbounded(Path.of("../configs/iris.yaml"), List.of(), true);
  }

  /**
   * Checks a config, and if there is nothing wrong with it, renders it and reads that, too.
   *
   * @param withData whether to read the data as well
   */
  void of(Path file, List<String> settings, boolean withData) {
    Bounded.run(() -> unbounded(file, settings, withData));
  }

  private void unbounded(Path file, List<String> settings, boolean withData) {
    List<Problem> problems = loader.check(file, settings, withData);
    Reports.check(problems);
    boolean right = problems.stream().allMatch(each -> each.severity() == Severity.WARNING);
    if (!withData && right != loads(file, settings)) {
      throw new AssertionError("check and load do not agree: " + problems);
    }
    if (right) {
      render(loader.load(file, settings), file);
    }
  }

  private boolean loads(Path file, List<String> settings) {
    try {
      loader.load(file, settings);
      return true;
    } catch (ConfigException e) {
      Reports.check(e.problems());
      return false;
    }
  }

  /** What is rendered is a config again, and says the same. */
  private void render(Experiment experiment, Path file) {
    String text = experiment.render();
    String again;
    try {
      again = loader.parse(text, file, List.of()).render();
    } catch (ConfigException e) {
      throw new AssertionError("what is rendered is no config: " + e.getMessage() + "\n" + text, e);
    }
    if (!text.equals(again)) {
      throw new AssertionError("rendered:\n" + text + "\nand once more:\n" + again);
    }
    experiment.annotated(java.util.Map.of());
    experiment.tree(file.toAbsolutePath().getParent());
  }
}
