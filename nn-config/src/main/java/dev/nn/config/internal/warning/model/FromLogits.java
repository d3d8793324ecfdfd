package dev.nn.config.internal.warning.model;

import dev.nn.api.train.Loss;
import dev.nn.config.internal.check.Components;
import java.util.Optional;

/** What a loss is told by the key {@code from_logits}. */
final class FromLogits {
  private FromLogits() {}

  /** Whether a loss has that key: one that knows probabilities from logits. */
  static boolean isKeyOf(Loss loss) {
    return value(loss).isPresent();
  }

  /** What the key says; empty if nothing, or there is no such key. */
  static Optional<Boolean> of(Loss loss) {
    return value(loss).flatMap(written -> ((Optional<?>) written).map(Boolean.class::cast));
  }

  private static Optional<Object> value(Loss loss) {
    return Components.find(
        loss,
        component ->
            component.getName().equals("fromLogits") && component.getType() == Optional.class);
  }
}
