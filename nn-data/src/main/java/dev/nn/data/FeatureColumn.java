package dev.nn.data;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** One column of a file as it goes into the input, fitted on the training part. */
sealed interface FeatureColumn permits NumericColumn, CategoricalColumn {

  /** Name of the column. */
  String name();

  /** Names of the inputs it becomes. */
  List<String> features();

  /** Number of inputs it becomes. */
  default int width() {
    return features().size();
  }

  /**
   * Writes cell {@code i} to {@code into[i * stride + offset]} and the following {@link #width}
   * places, which are 0.
   *
   * @param warnings takes what the user should know, one line each
   */
  void encode(Cells cells, float[] into, int stride, int offset, Consumer<String> warnings);

  /** JSON-like description. */
  Map<String, Object> describe();

  /** The column that {@link #describe} described. */
  static FeatureColumn fromDescription(Description described) {
    return switch (described.text("type")) {
      case NumericColumn.TYPE -> NumericColumn.fromDescription(described);
      case CategoricalColumn.TYPE -> CategoricalColumn.fromDescription(described);
      default -> throw described.fault("type", "numeric or categorical");
    };
  }
}
