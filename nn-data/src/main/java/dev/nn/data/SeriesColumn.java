package dev.nn.data;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One column of a time series, scaled after it was transformed: s' = (s − offset) / divisor.
 *
 * @param name column name
 * @param offset subtracted
 * @param divisor divided by, above 0
 */
record SeriesColumn(String name, double offset, double divisor) {

  /** Scaled values. */
  double[] scale(double[] values) {
    double[] scaled = new double[values.length];
    for (int t = 0; t < scaled.length; t++) {
      scaled[t] = (values[t] - offset) / divisor;
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

  static SeriesColumn fromDescription(Description described) {
    return new SeriesColumn(
        described.text("name"), described.number("offset"), described.number("divisor"));
  }
}
