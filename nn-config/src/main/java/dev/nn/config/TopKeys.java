package dev.nn.config;

import dev.nn.config.internal.tree.ConfigNode;
import dev.nn.config.problem.Code;
import dev.nn.config.problem.ForeignNames;
import dev.nn.config.problem.NearestName;
import dev.nn.config.problem.Problem;
import dev.nn.config.problem.Problems;
import dev.nn.config.problem.Sections;
import java.util.List;
import java.util.Map;

/** The sections of a config: which there are, and which there have to be. */
final class TopKeys {
  private static final List<String> ALL =
      List.of(
          "version",
          "name",
          "seed",
          "vars",
          "extends",
          "data",
          "model",
          "loss",
          "metrics",
          "optimizer",
          "train",
          "callbacks",
          "backend",
          "warnings");

  /** What to write for a section that has to be there. */
  private static final Map<String, String> EXAMPLES =
      Map.of(
          "data", "say where examples come from, such as 'data: {type: csv, path: FILE, …}'",
          "model", "say what is trained, such as 'model: {layers: [{type: dense, units: 1}]}'",
          "loss", "say what is minimised, such as 'loss: mean_squared_error'",
          "optimizer", "say how parameters follow their gradients, such as 'optimizer: adam'");

  private final ConfigNode.Mapping root;
  private final Problems problems;

  TopKeys(ConfigNode.Mapping root, Problems problems) {
    this.root = root;
    this.problems = problems;
  }

  /** Reports those that there are not. */
  void checkKnown() {
    root.entries()
        .forEach(
            (key, entry) -> {
              if (!ALL.contains(key) && !problems.isFull()) {
                problems.add(unknown(key, entry));
              }
            });
  }

  private static Problem unknown(String key, ConfigNode.Entry entry) {
    Problem problem =
        Problem.at(Code.UNKNOWN_KEY, entry.keyOrigin(), "unknown key '" + key + "' in the config")
            .expectingOneOf(ALL, key);
    return problem.help().isPresent()
        ? problem
        : Sections.of(key)
            .map(section -> problem.helping("it belongs to the section '" + section + "'"))
            .orElse(problem);
  }

  /** Reports a section that has to be there, unless it is there under another spelling. */
  void missing(String key) {
    if (problems.isFull()) {
      return;
    }
    boolean misspelt =
        root.entries().keySet().stream()
            .filter(written -> !ALL.contains(written))
            .anyMatch(
                written ->
                    NearestName.of(written, ALL)
                        .or(() -> ForeignNames.here(written, ALL))
                        .filter(key::equals)
                        .isPresent());
    if (!misspelt) {
      problems.add(
          Problem.at(
                  Code.MISSING_KEY, root.origin(), "the key '" + key + "' is missing in the config")
              .helping(EXAMPLES.get(key)));
    }
  }
}
