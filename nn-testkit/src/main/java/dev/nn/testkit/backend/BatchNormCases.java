package dev.nn.testkit.backend;

import dev.nn.api.op.BatchNorm;
import dev.nn.api.op.BatchNormGradient;
import dev.nn.api.op.BatchNormReluGradient;
import dev.nn.api.tensor.DataType;
import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/**
 * Normalisation over the batch: rows, sequences, images; planes of less and of more than a tile.
 */
final class BatchNormCases {
  private static final int[][] SIZES = {
    {1, 1},
    {4, 3},
    {300, 5},
    {2, 3, 4},
    {5, 2, 37},
    {7, 3, 4, 4},
    {40, 8, 9, 8},
    {150, 2, 5, 4},
    {3, 5, 33, 35}
  };

  private BatchNormCases() {}

  static List<OpCase> all() {
    List<OpCase> cases = new ArrayList<>();
    for (DataType dtype : List.of(DataType.FLOAT32, DataType.FLOAT64)) {
      for (int[] size : SIZES) {
        Shape shape = Shape.of(size);
        Shape channels = Shape.of(shape.size(1));
        Tensor x = Samples.between(-2, 3, dtype, shape);
        Tensor gamma = Samples.between(0.5, 1.5, dtype, channels);
        Tensor beta = Samples.between(-0.5, 0.5, dtype, channels);
        cases.add(OpCase.of(new BatchNorm(1e-3), x, gamma, beta));
        Tensor mean = Samples.between(0.3, 0.7, dtype, channels);
        Tensor variance = Samples.between(1, 2, dtype, channels);
        Tensor dy = Samples.between(-0.5, 1, dtype, shape);
        cases.add(OpCase.of(new BatchNormGradient(1e-3), x, gamma, mean, variance, dy));
        cases.add(OpCase.of(new BatchNormReluGradient(1e-3), x, gamma, mean, variance, dy, beta));
      }
    }
    return cases;
  }
}
