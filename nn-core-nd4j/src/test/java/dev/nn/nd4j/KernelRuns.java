package dev.nn.nd4j;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import dev.nn.api.backend.Buffer;
import dev.nn.api.backend.Instruction;
import dev.nn.api.graph.Op;
import dev.nn.api.tensor.DataType;
import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.TensorType;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.BiFunction;

/** Runs kernels of two inputs and one output on numbers that float32 has too. */
final class KernelRuns {
  private KernelRuns() {}

  /**
   * Twice, from memory full of NaN; both runs have to give the same bits.
   *
   * @param maker of the kernel
   * @return the output
   */
  static double[] twice(
      Op op,
      DataType dtype,
      List<Shape> inputs,
      Shape output,
      BiFunction<Instruction, Regions, Kernel> maker) {
    Buffer first = buffer(0, dtype, inputs.get(0));
    Buffer second = buffer(end(first), dtype, inputs.get(1));
    Buffer result = buffer(end(second), dtype, output);
    try (NativeBlock block = NativeBlock.allocate(end(result), "test")) {
      Regions regions = new Regions(Map.of(Buffer.Region.ARENA, block));
      fill(Numbers.of(first, regions), inputs.get(0), 1);
      fill(Numbers.of(second, regions), inputs.get(1), 2);
      Instruction instruction = new Instruction(op, List.of(first, second), List.of(result), "", 0);
      Kernel kernel = maker.apply(instruction, regions);
      double[] once = run(kernel, Numbers.of(result, regions), output.elements());
      double[] again = run(kernel, Numbers.of(result, regions), output.elements());
      assertArrayEquals(once, again);
      return once;
    }
  }

  private static double[] run(Kernel kernel, Numbers result, int elements) {
    for (int i = 0; i < elements; i++) {
      result.set(i, Double.NaN);
    }
    kernel.run();
    double[] values = new double[elements];
    for (int i = 0; i < elements; i++) {
      values[i] = result.get(i);
    }
    return values;
  }

  private static void fill(Numbers memory, Shape shape, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < shape.elements(); i++) {
      memory.set(i, (float) random.nextDouble(-0.5, 0.5));
    }
  }

  private static Buffer buffer(long offset, DataType dtype, Shape shape) {
    return new Buffer(Buffer.Region.ARENA, offset, new TensorType(dtype, shape));
  }

  private static long end(Buffer buffer) {
    return (buffer.offset() + buffer.type().bytes() + 63) / 64 * 64;
  }
}
