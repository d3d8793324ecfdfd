package dev.nn.data;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** The order of classes and categories. */
final class DistinctValues {
  private DistinctValues() {}

  /** Whether every value is a finite number. */
  static boolean areNumbers(Collection<String> values) {
    return values.stream().noneMatch(value -> Double.isNaN(Numbers.parse(value)));
  }

  /** The values by number if all are numbers, otherwise as text. */
  static List<String> sorted(Collection<String> values) {
    Comparator<String> asText = Comparator.naturalOrder();
    return areNumbers(values)
        ? values.stream()
            .sorted(Comparator.comparingDouble(Numbers::parse).thenComparing(asText))
            .toList()
        : values.stream().sorted(asText).toList();
  }
}
