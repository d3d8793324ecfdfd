package dev.nn.config.internal.warning.training;

import dev.nn.config.internal.check.ConfigCheck;
import dev.nn.config.internal.check.Setup;
import dev.nn.config.problem.Code;
import dev.nn.config.problem.Problem;
import dev.nn.core.callbacks.MonitorMode;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/** A callback told the wrong way round whether what it watches should grow or fall. */
public final class WrongWay implements ConfigCheck {
  @Override
  public void check(Setup setup, Consumer<Problem> found) {
    for (Monitored each : Monitored.all(setup)) {
      Optional<MonitorMode> meant = MonitorMode.AUTO.of(each.monitor());
      if (each.mode() != MonitorMode.AUTO
          && meant.isPresent()
          && meant.get() != each.mode()
          && setup.spec().measured().contains(each.measure())) {
        String better = each.mode() == MonitorMode.MAX ? "greater" : "smaller";
        found.accept(
            Problem.at(
                    Code.WRONG_WAY,
                    each.place(setup, "mode"),
                    "%s takes '%s' for better the %s it is"
                        .formatted(each.type(), each.monitor(), better))
                .helping("leave 'mode' out, or use 'mode: %s'".formatted(written(meant.get())))
                .fixedBy(written(meant.get())));
      }
    }
  }

  private static String written(MonitorMode mode) {
    return mode.name().toLowerCase(Locale.ROOT);
  }
}
