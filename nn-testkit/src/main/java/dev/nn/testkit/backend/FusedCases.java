package dev.nn.testkit.backend;

import static dev.nn.api.tensor.DataType.FLOAT32;
import static dev.nn.api.tensor.DataType.FLOAT64;

import dev.nn.api.op.Binary;
import dev.nn.api.op.BinaryFunction;
import dev.nn.api.op.BroadcastTo;
import dev.nn.api.op.Cast;
import dev.nn.api.op.Compare;
import dev.nn.api.op.Comparison;
import dev.nn.api.op.Elementwise;
import dev.nn.api.op.Fused;
import dev.nn.api.op.Select;
import dev.nn.api.op.Unary;
import dev.nn.api.op.UnaryFunction;
import dev.nn.api.tensor.DataType;
import dev.nn.api.tensor.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What the fuse pass typically makes, written by hand, and what it might make, at random. */
final class FusedCases {
  private static final int PROGRAMS = 60;

  private FusedCases() {}

  static List<OpCase> all() {
    List<OpCase> cases = new ArrayList<>();
    for (DataType dtype : List.of(FLOAT32, FLOAT64)) {
      for (Shape shape : List.of(Shape.SCALAR, Shape.of(7), Shape.of(3, 5), Shape.of(33, 65))) {
        cases.add(momentum(dtype, shape));
        cases.add(reluGradient(dtype, shape));
        cases.add(integersInside(dtype, shape));
      }
      for (Shape shape : List.of(Shape.of(3, 5), Shape.of(33, 65), Shape.of(2, 3, 4, 5))) {
        cases.add(biasRelu(dtype, shape));
      }
      for (int seed = 0; seed < PROGRAMS; seed++) {
        cases.add(RandomPrograms.program(seed, dtype).note("program " + seed));
      }
    }
    return cases;
  }

  /** a = max(0, z + θ), the bias θ broadcast. */
  private static OpCase biasRelu(DataType dtype, Shape shape) {
    Fused op =
        new Fused(
            2,
            List.of(
                step(new Binary(BinaryFunction.ADD), 0, 1), step(new Unary(UnaryFunction.RELU), 2)),
            List.of(3));
    return OpCase.of(op, Samples.of(dtype, shape), Samples.of(dtype, Shape.of(shape.size(-1))))
        .note("bias and relu");
  }

  /** v ← μv + g; θ ← θ − ηv: two results, which an optimizer wants in place. */
  private static OpCase momentum(DataType dtype, Shape shape) {
    Fused op =
        new Fused(
            5,
            List.of(
                step(new Binary(BinaryFunction.MULTIPLY), 1, 3),
                step(new Binary(BinaryFunction.ADD), 5, 2),
                step(new Binary(BinaryFunction.MULTIPLY), 6, 4),
                step(new Binary(BinaryFunction.SUBTRACT), 0, 7)),
            List.of(8, 6));
    return OpCase.of(
            op,
            Samples.between(-1, 1, dtype, shape),
            Samples.between(-2, 1, dtype, shape),
            Samples.between(-3, 1, dtype, shape),
            Samples.between(0.9, 0.91, dtype, Shape.SCALAR),
            Samples.between(0.01, 0.02, dtype, Shape.of(1)))
        .note("momentum");
  }

  /** δ = [a &gt; 0] · ∂a, a truth value inside; and a second result of another type. */
  private static OpCase reluGradient(DataType dtype, Shape shape) {
    Fused op =
        new Fused(
            3,
            List.of(
                step(new Compare(Comparison.GREATER), 0, 2),
                step(new BroadcastTo(shape), 2),
                step(new Select(), 3, 1, 4)),
            List.of(5, 3));
    return OpCase.of(
            op,
            Samples.coarse(0, dtype, shape),
            Samples.of(dtype, shape),
            Samples.between(0, 0, dtype, Shape.SCALAR))
        .note("gradient of relu");
  }

  /** x + (int(3x) · 7): rounding to another type happens inside a fused op too. */
  private static OpCase integersInside(DataType dtype, Shape shape) {
    Fused op =
        new Fused(
            2,
            List.of(
                step(new Cast(DataType.INT32), 0),
                step(new Binary(BinaryFunction.MULTIPLY), 2, 1),
                step(new Cast(dtype), 3),
                step(new Binary(BinaryFunction.ADD), 0, 4)),
            List.of(5));
    return OpCase.of(
            op,
            Samples.between(-9, 10, dtype, shape),
            Samples.between(7, 8, DataType.INT32, Shape.SCALAR))
        .note("integers inside");
  }

  static Fused.Step step(Elementwise op, Integer... operands) {
    return new Fused.Step(op, Arrays.asList(operands));
  }
}
