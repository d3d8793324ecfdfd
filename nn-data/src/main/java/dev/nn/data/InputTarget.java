package dev.nn.data;

import dev.nn.api.data.DataException;
import dev.nn.api.data.DataRequest.TargetKind;
import dev.nn.api.tensor.Tensor;
import java.util.List;
import java.util.Map;

/**
 * An input as its own target, as an autoencoder has it.
 *
 * @param input name of the input
 */
record InputTarget(String input) implements TableTarget {

  /**
   * @param key of the target, for messages
   * @throws DataException if the loss wants classes, or there are several inputs and none of the
   *     target's name
   */
  static InputTarget of(String target, String key, TargetKind kind, List<TableInput> inputs) {
    checkKind(key, kind);
    List<String> names = inputs.stream().map(TableInput::name).toList();
    String input = names.size() == 1 ? names.get(0) : target;
    if (!names.contains(input)) {
      throw DataException.inKey(
          key, "which input? Call the target like one of the inputs: " + String.join(", ", names));
    }
    if (inputs.get(names.indexOf(input)) instanceof TextInput) {
      throw DataException.inKey(key, "input '" + input + "' is text; only numbers can be a target");
    }
    return new InputTarget(input);
  }

  /** Inputs are numbers: a loss for numbers, or one for values from 0 to 1. */
  static void checkKind(String key, TargetKind kind) {
    if (kind != TargetKind.VALUE && kind != TargetKind.BINARY) {
      throw DataException.inKey(
          key,
          "inputs are no classes; use a loss such as mse, or binary_crossentropy for values from 0 to 1");
    }
  }

  @Override
  public List<String> columns() {
    return List.of();
  }

  @Override
  public List<String> classes() {
    return List.of();
  }

  @Override
  public List<ScaledColumn> scaling() {
    return List.of();
  }

  @Override
  public Tensor encode(CsvTable table, int[] rows, Map<String, Tensor> inputs) {
    return inputs.get(input);
  }

  @Override
  public Map<String, Object> describe() {
    return Map.of("input", input);
  }
}
