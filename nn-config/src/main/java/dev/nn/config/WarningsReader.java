package dev.nn.config;

import dev.nn.config.internal.bind.RecordBinder;
import dev.nn.config.internal.tree.ConfigNode;
import dev.nn.config.problem.Code;
import dev.nn.config.problem.Problem;
import dev.nn.config.problem.Problems;
import dev.nn.config.problem.Severity;
import dev.nn.config.spec.WarningsSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Reads {@code warnings}, and has the problems of the config heed it. */
final class WarningsReader {
  private final RecordBinder binder;
  private final Problems problems;

  /** The keys; codes are texts until they are looked up. */
  private record Keys(Optional<List<String>> ignore) {}

  WarningsReader(RecordBinder binder, Problems problems) {
    this.binder = binder;
    this.problems = problems;
  }

  WarningsSpec read(ConfigNode node) {
    binder.record(Keys.class, node, "'warnings'"); // For unknown keys and values that are no texts.
    List<Code> ignored = new ArrayList<>();
    if (node instanceof ConfigNode.Mapping mapping && mapping.get("ignore").isPresent()) {
      for (ConfigNode item : binder.list(mapping.get("ignore").get(), "'ignore' in 'warnings'")) {
        if (item instanceof ConfigNode.Scalar scalar && !scalar.isNull()) {
          warning(scalar).ifPresent(ignored::add);
        }
      }
    }
    ignored.forEach(problems::ignore);
    return new WarningsSpec(ignored);
  }

  private Optional<Code> warning(ConfigNode.Scalar scalar) {
    Optional<Code> code = Code.find(scalar.text());
    if (code.isEmpty()) {
      List<String> known =
          Arrays.stream(Code.values())
              .filter(each -> each.severity() == Severity.WARNING)
              .map(Code::id)
              .toList();
      problems.add(
          Problem.at(
                  Code.WRONG_IGNORE, scalar.origin(), "there is no warning '" + scalar.text() + "'")
              .expectingOneOf(known, scalar.text()));
    } else if (code.get().severity() == Severity.ERROR) {
      problems.add(
          Problem.at(
                  Code.WRONG_IGNORE,
                  scalar.origin(),
                  code.get().id() + " is an error, which cannot be ignored")
              .noting("it stands for " + code.get().title()));
      return Optional.empty();
    }
    return code;
  }
}
