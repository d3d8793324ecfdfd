package dev.nn.api.data;

import dev.nn.api.tensor.Tensor;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Examples to predict.
 *
 * @param inputs by input name, each {@code [examples, ...]}
 * @param header names of the original columns; empty if the file has none
 * @param rows the original cells, so that a prediction can be written beside them; empty lists for
 *     images
 * @param warnings things the user should know, one line each
 * @param units the way from predictions to the units of the data; absent where they are in those
 */
public record RawExamples(
    Map<String, Tensor> inputs,
    List<String> header,
    List<List<String>> rows,
    List<String> warnings,
    Optional<OriginalUnits> units) {

  /** Examples about which there is nothing to say. */
  public RawExamples(Map<String, Tensor> inputs, List<String> header, List<List<String>> rows) {
    this(inputs, header, rows, List.of());
  }

  /** Examples of a model that predicts in the units of the data. */
  public RawExamples(
      Map<String, Tensor> inputs,
      List<String> header,
      List<List<String>> rows,
      List<String> warnings) {
    this(inputs, header, rows, warnings, Optional.empty());
  }
}
