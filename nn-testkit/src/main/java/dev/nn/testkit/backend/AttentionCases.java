package dev.nn.testkit.backend;

import dev.nn.api.op.LayerNorm;
import dev.nn.api.op.LayerNormGradient;
import dev.nn.api.op.ScaledDotProductAttention;
import dev.nn.api.op.ScaledDotProductAttentionGradient;
import dev.nn.api.tensor.DataType;
import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/** What transformers are made of: heads in groups, masks of both kinds, more than one tile. */
final class AttentionCases {
  /** batch, t, s, heads, groups, d, e. */
  private static final int[][] SIZES = {
    {1, 1, 1, 1, 1, 1, 1},
    {2, 3, 5, 1, 1, 4, 2},
    {2, 5, 3, 4, 2, 3, 5},
    {1, 7, 7, 3, 1, 2, 2},
    {2, 40, 33, 2, 2, 16, 8},
    {1, 2, 1100, 2, 1, 3, 3}
  };

  private static final int[][] ROWS = {{1, 1}, {3, 7}, {130, 20}, {5, 1100}, {300, 64}};

  private AttentionCases() {}

  static List<OpCase> all() {
    List<OpCase> cases = new ArrayList<>();
    for (DataType dtype : List.of(DataType.FLOAT32, DataType.FLOAT64)) {
      for (int[] size : SIZES) {
        for (int kind = 0; kind < 8; kind++) {
          boolean causal = (kind & 1) != 0;
          boolean masked = (kind & 2) != 0;
          boolean dropped = (kind & 4) != 0;
          List<Tensor> inputs = attention(dtype, size, masked, kind >= 4, dropped);
          cases.add(
              OpCase.of(
                  new ScaledDotProductAttention(0.5, causal, masked, dropped),
                  inputs.toArray(Tensor[]::new)));
          Shape weights = Shape.of(size[0], size[3], size[1], size[2]);
          inputs.add(Samples.between(0, 0.1, dtype, weights));
          inputs.add(Samples.between(-1, 1.2, dtype, Shape.of(size[0], size[1], size[3], size[6])));
          cases.add(
              OpCase.of(
                  new ScaledDotProductAttentionGradient(0.5, causal, masked, dropped),
                  inputs.toArray(Tensor[]::new)));
        }
      }
      for (int[] size : ROWS) {
        rows(dtype, Shape.of(size), cases);
      }
      rows(dtype, Shape.of(2, 3, 4), cases);
    }
    return cases;
  }

  private static List<Tensor> attention(
      DataType dtype, int[] size, boolean masked, boolean eachQuery, boolean dropped) {
    List<Tensor> inputs = new ArrayList<>();
    inputs.add(Samples.between(-1, 1, dtype, Shape.of(size[0], size[1], size[3], size[5])));
    inputs.add(Samples.between(-1, 1.1, dtype, Shape.of(size[0], size[2], size[4], size[5])));
    inputs.add(Samples.between(-1.1, 1, dtype, Shape.of(size[0], size[2], size[4], size[6])));
    if (masked) {
      Shape mask = Shape.of(size[0], eachQuery ? size[1] : 1, size[2]);
      inputs.add(Samples.between(0, 1, DataType.BOOL, mask));
    }
    if (dropped) {
      Shape weights = Shape.of(size[0], size[3], size[1], size[2]);
      inputs.add(Samples.between(0, 1.5, dtype, weights));
    }
    return inputs;
  }

  private static void rows(DataType dtype, Shape shape, List<OpCase> cases) {
    Tensor x = Samples.between(-2, 3, dtype, shape);
    Tensor gamma = Samples.between(0.5, 1.5, dtype, Shape.of(shape.size(-1)));
    Tensor beta = Samples.between(-0.5, 0.5, dtype, Shape.of(shape.size(-1)));
    cases.add(OpCase.of(new LayerNorm(1e-3), x, gamma, beta));
    cases.add(
        OpCase.of(
            new LayerNormGradient(),
            x,
            gamma,
            Samples.between(0, 1, dtype, shape.with(-1, 1)),
            Samples.between(0.5, 1, dtype, shape.with(-1, 1)),
            Samples.between(-1, 1, dtype, shape)));
  }
}
