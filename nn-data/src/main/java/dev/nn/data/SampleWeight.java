package dev.nn.data;

import dev.nn.api.data.DataException;
import dev.nn.api.data.Dataset;
import dev.nn.api.spec.Doc;
import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.Tensor;
import java.util.Optional;

/**
 * How much each example counts in the cost and in metrics.
 *
 * @param column of numbers ≥ 0; it is not learnt from
 */
public record SampleWeight(@Doc("Column of weights, not learnt from") String column) {
  /**
   * The examples with their weights.
   *
   * @throws DataException if there is no such column, or it has something else than numbers ≥ 0
   */
  Dataset weigh(Dataset examples, CsvTable table, int[] rows) {
    Cells cells = table.cells("sample_weight.column", column, rows);
    float[] weights = new float[rows.length];
    for (int i = 0; i < weights.length; i++) {
      double weight = cells.parsed(i);
      if (!(weight >= 0 && weight < Double.POSITIVE_INFINITY)) {
        throw cells.fault(i, "expected a weight, a number ≥ 0, found '" + cells.raw(i) + "'");
      }
      weights[i] = (float) weight;
    }
    return new Dataset(
        examples.inputs(),
        examples.targets(),
        Optional.of(Tensor.of(Shape.of(weights.length), weights)),
        examples.units(),
        examples.places());
  }
}
