package dev.nn.config.schema;

import dev.nn.api.spec.Range;
import java.util.Optional;

/** Bounds of numbers. */
final class Ranges {
  private Ranges() {}

  /** The schema of a number, within bounds. */
  static Schema in(Schema number, Optional<Range> bounds) {
    if (bounds.isEmpty()) {
      return number;
    }
    Range range = bounds.get();
    Schema schema = number;
    if (hasMin(range)) {
      schema =
          schema
              .without("minimum")
              .with(range.minExclusive() ? "exclusiveMinimum" : "minimum", value(range.min()));
    }
    if (hasMax(range)) {
      schema =
          schema
              .without("maximum")
              .with(range.maxExclusive() ? "exclusiveMaximum" : "maximum", value(range.max()));
    }
    return schema;
  }

  /** The name for the numbers of a type within bounds, such as {@code number_above_0}. */
  static String name(String type, Optional<Range> bounds) {
    return (type + words(bounds)).replace(" and", "").replace(' ', '_');
  }

  /** Words to go on after "a number", beginning with a blank; none without bounds. */
  static String words(Optional<Range> bounds) {
    if (bounds.isEmpty()) {
      return "";
    }
    Range range = bounds.get();
    String low = (range.minExclusive() ? " above " : " at least ") + value(range.min());
    String high = (range.maxExclusive() ? " below " : " at most ") + value(range.max());
    if (!hasMax(range)) {
      return hasMin(range) ? low : "";
    }
    return hasMin(range) ? low + " and" + high : high;
  }

  private static boolean hasMin(Range range) {
    return range.min() != Double.NEGATIVE_INFINITY;
  }

  private static boolean hasMax(Range range) {
    return range.max() != Double.POSITIVE_INFINITY;
  }

  private static Number value(double bound) {
    long whole = (long) bound;
    if (whole == bound) {
      return whole;
    }
    return bound;
  }
}
