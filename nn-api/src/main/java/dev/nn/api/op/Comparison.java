package dev.nn.api.op;

import java.util.Locale;

/** Relations between two numbers. Every relation with NaN is false, but {@link #NOT_EQUAL}. */
public enum Comparison {
  /** x = y. */
  EQUAL,
  /** x ≠ y. */
  NOT_EQUAL,
  /** x &lt; y. */
  LESS,
  /** x ≤ y. */
  LESS_EQUAL,
  /** x &gt; y. */
  GREATER,
  /** x ≥ y. */
  GREATER_EQUAL;

  /** Whether the relation holds. */
  public boolean holds(double x, double y) {
    return switch (this) {
      case EQUAL -> x == y;
      case NOT_EQUAL -> x != y;
      case LESS -> x < y;
      case LESS_EQUAL -> x <= y;
      case GREATER -> x > y;
      case GREATER_EQUAL -> x >= y;
    };
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
