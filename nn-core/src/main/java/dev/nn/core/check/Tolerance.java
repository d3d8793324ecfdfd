package dev.nn.core.check;

import dev.nn.api.tensor.DataType;

/**
 * The one table of how far results may lie apart: {@code |actual − expected| ≤ absolute + relative
 * · |expected|}. A wider one at a single place needs a comment with the reason.
 *
 * @param relative relative to the expected value
 * @param absolute whatever the expected value
 */
public record Tolerance(double relative, double absolute) {
  /** The table. */
  public static Tolerance of(DataType dtype) {
    return switch (dtype) {
      case FLOAT64 -> new Tolerance(1e-9, 1e-12);
      case FLOAT32 -> new Tolerance(1e-4, 1e-5);
      case INT32, BOOL -> new Tolerance(0, 0);
    };
  }
}
