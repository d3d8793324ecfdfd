package dev.nn.config.internal.warning.training;

import dev.nn.api.data.DataSource;
import dev.nn.config.internal.check.Components;
import dev.nn.data.Split;
import java.util.Optional;

/** How a data source divides its examples, as far as that is known without reading them. */
final class Splits {
  private Splits() {}

  /**
   * Whether there will be no validation part; false also for a source without the key {@code
   * split}, of which that is not known.
   */
  static boolean haveNoValidation(DataSource source) {
    return Components.find(source, component -> component.getName().equals("split"))
        .filter(
            split ->
                split instanceof Optional<?> written
                    && written.map(Splits::hasNoValidation).orElse(true))
        .isPresent();
  }

  private static boolean hasNoValidation(Object split) {
    return split instanceof Split parts && parts.validation() == 0;
  }
}
