package dev.nn.nd4j;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import dev.nn.api.op.MatMul;
import dev.nn.api.tensor.DataType;
import dev.nn.api.tensor.Shape;
import java.util.List;
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

  private double[] run(MatMul op, DataType dtype, List<Shape> inputs, Shape output) {
    // Tiles are right, if slower, on processors without AVX-512 too.
    return KernelRuns.twice(
        op,
        dtype,
        inputs,
        output,
        (instruction, regions) ->
            MatMulKernel.of(new Binding(instruction, regions, workers, workspaces, null, true)));
  }
}
