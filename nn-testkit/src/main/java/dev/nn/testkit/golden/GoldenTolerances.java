package dev.nn.testkit.golden;

import dev.nn.api.tensor.DataType;
import dev.nn.testkit.Tolerances;

/** How close golden numbers must be met: by the table, but for two cases. */
final class GoldenTolerances {
  private GoldenTolerances() {}

  static Tolerances of(GoldenCase golden, DataType dtype) {
    Tolerances table = Tolerances.of(dtype);
    if (dtype == DataType.FLOAT32) {
      switch (golden.name()) {
        case "binary_crossentropy_probabilities_saturated":
          // 1 − 10⁻⁷, where probabilities are cut off, is not a float32 number.
          return new Tolerances(2e-2, table.absolute());
        case "binary_focal_crossentropy_logits_large":
          // The formula goes through 1 − p, which cancels for p near 1.
          return new Tolerances(2e-2, table.absolute());
        default:
          break;
      }
    }
    return table;
  }
}
