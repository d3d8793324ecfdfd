package dev.nn.data;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A column of numbers, scaled: s' = (s − offset) / divisor.
 *
 * @param name column name
 * @param offset subtracted
 * @param divisor divided by, above 0
 */
record ScaledColumn(String name, double offset, double divisor) {

  /** Fitted on the values of the training part, at least one. */
  static ScaledColumn fit(String name, Scale scale, double[] training) {
    double[] fitted = scale.fit(training);
    return new ScaledColumn(name, fitted[0], fitted[1]);
  }

  /** A scaled value. */
  double scale(double value) {
    return (value - offset) / divisor;
  }

  /** Scaled values. */
  double[] scale(double[] values) {
    double[] scaled = new double[values.length];
    for (int t = 0; t < scaled.length; t++) {
      scaled[t] = scale(values[t]);
    }
    return scaled;
  }

  /** Back from a scaled value. */
  double restore(double scaled) {
    return scaled * divisor + offset;
  }

  Map<String, Object> describe() {
    Map<String, Object> description = new LinkedHashMap<>();
    description.put("name", name);
    description.put("offset", offset);
    description.put("divisor", divisor);
    return description;
  }

  static ScaledColumn fromDescription(Description described) {
    return new ScaledColumn(
        described.text("name"), described.number("offset"), described.number("divisor"));
  }
}
