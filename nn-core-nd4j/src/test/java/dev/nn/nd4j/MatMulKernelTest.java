package dev.nn.nd4j;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.nn.api.backend.Buffer;
import dev.nn.api.backend.Instruction;
import dev.nn.api.op.MatMul;
import dev.nn.api.tensor.DataType;
import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.TensorType;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Matrix products in float32, in tiles where that is faster, against those in float64, which the
 * backend contract holds to the reference.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MatMulKernelTest {
  private final Workers workers = new Workers(2);
  private final Workspace[] workspaces = {new Workspace(), new Workspace()};

  @BeforeAll
  void start() {
    NativeLibraries.choose();
    Nd4jStart.begin().await();
  }

  @AfterAll
  void stop() {
    workers.close();
    for (Workspace workspace : workspaces) {
      workspace.close();
    }
  }

  @ParameterizedTest(name = "{0} matrices, {1}x{3} times {3}x{2}, transposed {4} {5}")
  @CsvSource({
    // as they lie, with sums in one go and in several
    "1, 128, 530, 784, false, false",
    "1, 37, 1001, 999, false, false",
    "1, 2, 2000, 1500, false, false",
    "3, 70, 130, 300, false, false",
    // B copied
    "1, 601, 1024, 65, false, false",
    "1, 550, 1024, 600, false, false",
    // A transposed
    "1, 300, 500, 129, true, false",
    "1, 67, 250, 2047, true, false",
    "2, 520, 1024, 33, true, false",
    // A transposed and C large: whole
    "1, 1500, 1000, 40, true, false",
    // B transposed and as it lies
    "1, 130, 270, 500, false, true",
    "3, 61, 99, 2001, false, true",
    // B turned
    "1, 1100, 130, 384, false, true",
    "1, 1025, 77, 1100, false, true",
    "2, 1030, 64, 90, false, true",
    // B's rows collide: whole
    "1, 64, 300, 1024, false, true",
    "1, 200, 210, 220, true, true",
  })
  void bothTypesAgree(
      int stack, int m, int n, int k, boolean transposeLeft, boolean transposeRight) {
    Shape a = transposeLeft ? Shape.of(stack, k, m) : Shape.of(stack, m, k);
    Shape b = transposeRight ? Shape.of(stack, n, k) : Shape.of(stack, k, n);
    MatMul op = new MatMul(transposeLeft, transposeRight);
    List<Shape> inputs = List.of(a, b);
    double[] exact = run(op, DataType.FLOAT64, inputs, Shape.of(stack, m, n));
    double[] rounded = run(op, DataType.FLOAT32, inputs, Shape.of(stack, m, n));
    // A sum of k products between −1/4 and 1/4 is off by at most √k·u·Σ|aᵢbᵢ| where rounding errors
    // are independent (Higham and Mary, 2019), in whatever order it is made; u = 2⁻²⁴. A term left
    // out or taken twice changes it by 1/16 on average.
    assertArrayEquals(exact, rounded, Math.sqrt(k) * 0x1p-24 * k / 4);
  }

  /** Twice, from memory full of NaN; both runs have to give the same bits. */
  private double[] run(MatMul op, DataType dtype, List<Shape> inputs, Shape output) {
    Buffer first = buffer(0, dtype, inputs.get(0));
    Buffer second = buffer(end(first), dtype, inputs.get(1));
    Buffer result = buffer(end(second), dtype, output);
    try (NativeBlock block = NativeBlock.allocate(end(result), "test")) {
      Regions regions = new Regions(Map.of(Buffer.Region.ARENA, block));
      fill(Numbers.of(first, regions), inputs.get(0), 1);
      fill(Numbers.of(second, regions), inputs.get(1), 2);
      Instruction instruction = new Instruction(op, List.of(first, second), List.of(result), "", 0);
      // Tiles are right, if slower, on processors without AVX-512 too.
      Binding binding = new Binding(instruction, regions, workers, workspaces, null, true);
      Kernel kernel = MatMulKernel.of(binding);
      double[] once = run(kernel, Numbers.of(result, regions), output.elements());
      double[] again = run(kernel, Numbers.of(result, regions), output.elements());
      for (int i = 0; i < once.length; i++) {
        assertEquals(once[i], again[i]);
      }
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

  /** Numbers that float32 has too. */
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
