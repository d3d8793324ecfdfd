package dev.nn.cli;

import dev.nn.api.graph.Value;
import dev.nn.api.train.Loss;
import java.util.Arrays;
import java.util.Optional;

/** What a loss takes the output for. */
final class LossReading {
  private LossReading() {}

  /** Whether it takes the output for logits; empty for losses that know no difference. */
  static Optional<Boolean> logits(Loss loss, Value output) {
    boolean knows =
        Arrays.stream(loss.getClass().getRecordComponents())
            .anyMatch(component -> component.getName().equals("fromLogits"));
    return knows ? Optional.of(loss.readsLogits(output)) : Optional.empty();
  }
}
