package dev.nn.data;

import dev.nn.api.data.DataException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Consumer;

/**
 * x' = (x − offset) / divisor.
 *
 * @param name column name
 * @param fill x where a cell is missing; empty: a missing cell is an error
 * @param offset subtracted, in units of x
 * @param divisor divided by, above 0
 * @param indicator whether a second input says that a cell is missing: 1 if so, else 0
 */
record NumericColumn(
    String name, OptionalDouble fill, double offset, double divisor, boolean indicator)
    implements FeatureColumn {
  static final String TYPE = "numeric";

  /**
   * @param training cells of the training part
   * @param indicator whether, if cells of the training part are missing, an input says so
   * @throws DataException if a cell is not a number, or is missing where that is an error, or no
   *     cell has a value
   */
  static NumericColumn fit(Cells training, Scale scale, Missing missing, boolean indicator) {
    double[] values = training.numbers();
    if (values.length == 0) {
      throw training.fault("no row of the training part has a value; put it in features.exclude");
    }
    OptionalDouble fill =
        switch (missing) {
          case ERROR -> OptionalDouble.empty();
          case MEAN -> OptionalDouble.of(Statistics.mean(values));
          case MEDIAN -> OptionalDouble.of(Statistics.median(values));
          case MOST_FREQUENT -> OptionalDouble.of(Statistics.mode(values));
          case ZERO -> OptionalDouble.of(0);
        };
    double[] fitted = scale.fit(values);
    boolean gaps = values.length < training.size();
    return new NumericColumn(training.name(), fill, fitted[0], fitted[1], indicator && gaps);
  }

  /** A column that is taken as it stands. */
  static NumericColumn plain(String name) {
    return new NumericColumn(name, OptionalDouble.empty(), 0, 1, false);
  }

  @Override
  public List<String> features() {
    return indicator ? List.of(name, name + "=(missing)") : List.of(name);
  }

  @Override
  public void encode(Cells cells, float[] into, int stride, int offset, Consumer<String> warnings) {
    for (int i = 0; i < cells.size(); i++) {
      double value = cells.number(i);
      if (Double.isNaN(value)) {
        value = filled(cells, i);
        if (indicator) {
          into[i * stride + offset + 1] = 1;
        }
      }
      float scaled = (float) ((value - this.offset) / divisor);
      if (!Float.isFinite(scaled)) {
        throw cells.fault(i, cells.text(i) + " is too large for float32");
      }
      into[i * stride + offset] = scaled;
    }
  }

  private double filled(Cells cells, int i) {
    return fill.orElseThrow(() -> cells.missing(i));
  }

  @Override
  public Map<String, Object> describe() {
    Map<String, Object> description = new LinkedHashMap<>();
    description.put("name", name);
    description.put("type", TYPE);
    fill.ifPresent(value -> description.put("fill", value));
    description.put("offset", offset);
    description.put("divisor", divisor);
    description.put("indicator", indicator);
    return description;
  }

  static NumericColumn fromDescription(Description described) {
    return new NumericColumn(
        described.text("name"),
        described.has("fill")
            ? OptionalDouble.of(described.number("fill"))
            : OptionalDouble.empty(),
        described.number("offset"),
        described.number("divisor"),
        described.flag("indicator"));
  }
}
