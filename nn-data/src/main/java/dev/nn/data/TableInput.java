package dev.nn.data;

import dev.nn.api.tensor.Tensor;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** One input of a model, made of columns of a table; fitted on the training part. */
sealed interface TableInput permits NumberInput, TextInput {

  /** Name of the input. */
  String name();

  /** Names of what stands along the last axis; empty where there are none. */
  List<String> features();

  /**
   * The input of every row.
   *
   * @param warnings takes what the user should know, one line each
   */
  Tensor encode(CsvTable table, int[] rows, Consumer<String> warnings);

  /** JSON-like description. */
  Map<String, Object> describe();

  /** The input that {@link #describe} described. */
  static TableInput fromDescription(Description described) {
    return switch (described.text("type")) {
      case NumberInput.TYPE -> NumberInput.fromDescription(described);
      case TextInput.TYPE -> TextInput.fromDescription(described);
      default -> throw described.fault("type", "numbers or text");
    };
  }
}
