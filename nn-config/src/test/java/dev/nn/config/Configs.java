package dev.nn.config;

import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.nn.config.problem.ConfigException;
import dev.nn.config.problem.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Writes configs into a folder and reads them. */
final class Configs {
  /** A config with nothing wrong; the model's layers are in lines 4 and 5. */
  static final String GOOD =
      """
      data: {type: table, path: a.csv}
      model:
        layers:
          - {name: hidden, type: dense, units: 64, activation: relu}
          - {name: digit, type: dense, units: 10, activation: softmax}
      loss: class_loss
      metrics: [accuracy]
      optimizer: {type: sgd, learning_rate: 0.1}
      train: {epochs: 2}
      """;

  private final Path folder;
  private final ExperimentLoader loader = TestParts.loader();

  Configs(Path folder) {
    this.folder = folder;
  }

  Path write(String name, String text) {
    try {
      Path file = folder.resolve(name);
      Files.createDirectories(file.getParent());
      return Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Experiment load(String text, String... settings) {
    return loader.load(write("x.yaml", text), List.of(settings));
  }

  Experiment load(String text, Map<String, String> environment) {
    return loader.load(
        write("x.yaml", text), List.of(), name -> Optional.ofNullable(environment.get(name)));
  }

  /** All problems, each as {@code line:column message}. */
  List<String> faults(String text, String... settings) {
    return problems(text, settings).stream().map(Configs::show).toList();
  }

  List<Problem> problems(String text, String... settings) {
    return assertThrows(ConfigException.class, () -> load(text, settings)).problems();
  }

  /** The only problem. */
  Problem problem(String text, String... settings) {
    List<Problem> problems = problems(text, settings);
    if (problems.size() != 1) {
      throw new AssertionError("expected one problem, found " + problems);
    }
    return problems.get(0);
  }

  static String show(Problem problem) {
    return problem
        .origin()
        .map(origin -> origin.line() + ":" + origin.column() + " " + problem.message())
        .orElse(problem.message());
  }
}
