package dev.nn.api.data;

import dev.nn.api.tensor.Tensor;
import java.util.List;
import java.util.Map;

/**
 * Examples to predict.
 *
 * @param inputs by input name, each {@code [examples, ...]}
 * @param header names of the original columns; empty if the file has none
 * @param rows the original cells, so that a prediction can be written beside them; empty lists for
 *     images
 * @param warnings things the user should know, one line each
 */
public record RawExamples(
    Map<String, Tensor> inputs,
    List<String> header,
    List<List<String>> rows,
    List<String> warnings) {

  /** Examples about which there is nothing to say. */
  public RawExamples(Map<String, Tensor> inputs, List<String> header, List<List<String>> rows) {
    this(inputs, header, rows, List.of());
  }
}
