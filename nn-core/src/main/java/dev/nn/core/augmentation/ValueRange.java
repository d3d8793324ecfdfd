package dev.nn.core.augmentation;

import dev.nn.api.graph.Value;
import java.util.List;

/** The key {@code value_range}. */
final class ValueRange {
  private ValueRange() {}

  /**
   * @throws IllegalArgumentException unless there are two values, the first below the second
   */
  static void check(List<Double> range) {
    if (range.size() != 2 || range.get(0) >= range.get(1)) {
      throw new IllegalArgumentException(
          "value_range is a list of the least and the greatest value, not " + range);
    }
  }

  /** As far from the greatest value as x is from the least. */
  static Value inverted(List<Double> range, Value x) {
    return x.negate().add(range.get(0) + range.get(1));
  }
}
