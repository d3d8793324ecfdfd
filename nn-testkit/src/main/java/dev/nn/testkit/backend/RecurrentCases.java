package dev.nn.testkit.backend;

import dev.nn.api.graph.Op;
import dev.nn.api.op.GruSequence;
import dev.nn.api.op.GruSequenceGradient;
import dev.nn.api.op.LstmSequence;
import dev.nn.api.op.LstmSequenceGradient;
import dev.nn.api.tensor.DataType;
import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/** Recurrent networks over whole sequences, with and without first states and masks. */
final class RecurrentCases {
  /** Time, batch, units: single ones, odd ones, more than a tile or a thread's share. */
  private static final int[][] SIZES = {
    {1, 1, 1}, {1, 3, 2}, {3, 2, 5}, {4, 7, 65}, {3, 70, 17}, {2, 3, 1030}, {5, 33, 64}
  };

  private RecurrentCases() {}

  static List<OpCase> all() {
    List<OpCase> cases = new ArrayList<>();
    for (DataType dtype : List.of(DataType.FLOAT32, DataType.FLOAT64)) {
      for (int[] size : SIZES) {
        for (boolean initial : new boolean[] {false, true}) {
          for (boolean masked : new boolean[] {false, true}) {
            cases.addAll(new RecurrentCases.Sizes(dtype, size, initial, masked).cases());
          }
        }
      }
    }
    return cases;
  }

  private record Sizes(DataType dtype, int[] size, boolean initial, boolean masked) {
    List<OpCase> cases() {
      return List.of(
          with(new LstmSequence(initial, masked), 2, sequence(1, 4), kernel(4)),
          with(
              new LstmSequenceGradient(initial, masked),
              1,
              sequence(1, 1),
              sequence(0.5, 1),
              sequence(0.9, 1),
              sequence(0.8, 4),
              kernel(4).reshape(Shape.of(4 * size[2], size[2]))),
          with(new GruSequence(initial, masked), 1, sequence(1, 3), kernel(3), bias()),
          with(
              new GruSequenceGradient(initial, masked),
              1,
              sequence(1, 1),
              sequence(0.5, 1),
              sequence(0.9, 3),
              sequence(0.8, 1),
              kernel(3).reshape(Shape.of(3 * size[2], size[2]))));
    }

    private OpCase with(Op op, int states, Tensor... operands) {
      List<Tensor> inputs = new ArrayList<>(List.of(operands));
      for (int i = 0; initial && i < states; i++) {
        inputs.add(Samples.between(-1 - i, 1, dtype, Shape.of(size[1], size[2])));
      }
      if (masked) {
        inputs.add(Samples.of(DataType.BOOL, Shape.of(size[0], size[1])));
      }
      return OpCase.of(op, inputs.toArray(Tensor[]::new));
    }

    private Tensor sequence(double low, int parts) {
      return Samples.between(-low, 1, dtype, Shape.of(size[0], size[1], parts * size[2]));
    }

    /** Small enough that sums over units do not grow with their number. */
    private Tensor kernel(int parts) {
      double most = 1 / Math.sqrt(size[2]);
      return Samples.between(-most, most, dtype, Shape.of(size[2], parts * size[2]));
    }

    private Tensor bias() {
      return Samples.between(-0.7, 0.7, dtype, Shape.of(3 * size[2]));
    }
  }
}
