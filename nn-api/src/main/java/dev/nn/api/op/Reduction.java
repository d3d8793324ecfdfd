package dev.nn.api.op;

import java.util.Locale;

/** How many numbers become one. */
public enum Reduction {
  /** Σx. */
  SUM,
  /** Σx / n. */
  MEAN,
  /** The greatest. */
  MAX,
  /** The smallest. */
  MIN;

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
