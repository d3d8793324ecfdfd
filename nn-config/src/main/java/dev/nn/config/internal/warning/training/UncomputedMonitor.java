package dev.nn.config.internal.warning.training;

import dev.nn.config.internal.check.ConfigCheck;
import dev.nn.config.internal.check.DataCheck;
import dev.nn.config.internal.check.Prepared;
import dev.nn.config.internal.check.Setup;
import dev.nn.config.problem.Code;
import dev.nn.config.problem.Problem;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** A callback that watches what is never computed; as in Keras, it then does nothing. */
public final class UncomputedMonitor implements ConfigCheck, DataCheck {
  private static final String RATE = "learning_rate";

  @Override
  public void check(Setup setup, Consumer<Problem> found) {
    check(setup, Splits.haveNoValidation(setup.spec().data()), found);
  }

  @Override
  public void check(Prepared prepared, Consumer<Problem> found) {
    check(prepared.setup(), prepared.data().validation().isEmpty(), found);
  }

  private static void check(Setup setup, boolean noValidation, Consumer<Problem> found) {
    List<String> measured = setup.spec().measured();
    for (Monitored each : Monitored.all(setup)) {
      if (!measured.contains(each.measure()) && !each.monitor().equals(RATE)) {
        found.accept(unknown(setup, each, measured));
      } else if (each.ofValidation() && noValidation) {
        found.accept(unvalidated(setup, each));
      }
    }
  }

  private static Problem unknown(Setup setup, Monitored each, List<String> measured) {
    List<String> names =
        Stream.concat(measured.stream(), measured.stream().map(Monitored.VALIDATION::concat))
            .toList();
    Problem problem =
        Problem.at(
                Code.UNCOMPUTED_MONITOR,
                each.place(setup, "monitor"),
                "%s watches '%s', which is never computed".formatted(each.type(), each.monitor()))
            .expectingOneOf(names, each.monitor());
    return problem.help().isPresent()
        ? problem
        : problem.helping("add it to 'metrics', or watch another");
  }

  private static Problem unvalidated(Setup setup, Monitored each) {
    return Problem.at(
            Code.UNCOMPUTED_MONITOR,
            each.place(setup, "monitor"),
            "%s watches '%s', but there is no validation part to compute it on"
                .formatted(each.type(), each.monitor()))
        .helping(
            "set data.split.validation, such as 0.15, or watch '%s'".formatted(each.measure()));
  }
}
