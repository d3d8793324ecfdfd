package dev.nn.nd4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import dev.nn.api.backend.Buffer;
import dev.nn.api.backend.Instruction;
import dev.nn.api.op.Binary;
import dev.nn.api.op.BinaryFunction;
import dev.nn.api.op.Elementwise;
import dev.nn.api.op.Unary;
import dev.nn.api.op.UnaryFunction;
import dev.nn.api.tensor.DataType;
import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.TensorType;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Against {@code Math}, on one thread and on two. */
class Nd4jTransformKernelTest {
  private static final int N = 5000; // Enough to be shared between threads.

  private static final double[] SPECIAL = {
    0,
    -0.0,
    1,
    -1,
    2,
    -2,
    3,
    -3,
    0.5,
    -0.5,
    1e-20,
    1e4,
    -1e4,
    1e10,
    Double.NaN,
    Double.POSITIVE_INFINITY,
    Double.NEGATIVE_INFINITY
  };

  private final Workers workers = new Workers(2);
  private final Workspace[] workspaces = {new Workspace(), new Workspace()};

  @BeforeAll
  static void startNd4j() {
    NativeLibraries.choose();
    Nd4jStart.begin().await();
  }

  @AfterEach
  void close() {
    workers.close();
  }

  /** Every special number against every other, then normally distributed ones. */
  private static double[] numbers(int n, boolean slow) {
    Random random = new Random(slow ? 1 : 2);
    int special = SPECIAL.length;
    double[] x = new double[n];
    for (int i = 0; i < n; i++) {
      x[i] =
          i < special * special
              ? SPECIAL[slow ? i / special : i % special]
              : random.nextGaussian() * 4;
    }
    return x;
  }

  private void check(Elementwise op, DataType dtype, double[]... arguments) {
    try (NativeBlock block = NativeBlock.allocate(1 << 18, "a test")) {
      Regions regions = new Regions(Map.of(Buffer.Region.ARENA, block));
      List<Buffer> inputs = new ArrayList<>();
      long offset = 0;
      for (double[] argument : arguments) {
        Buffer buffer = buffer(offset, dtype, argument.length);
        INDArray array = regions.array(buffer);
        for (int i = 0; i < argument.length; i++) {
          array.putScalar(i, argument[i]);
        }
        inputs.add(buffer);
        offset += N * Double.BYTES;
      }
      Buffer out = buffer(offset, dtype, arguments[0].length);
      Instruction instruction = new Instruction(op, inputs, List.of(out), "", 0);
      Kernel kernel =
          Kernels.bind(
              new Binding(
                  instruction, regions, workers, workspaces, new DnnStart(1, () -> {}), false));
      assertInstanceOf(Nd4jTransformKernel.class, kernel);
      kernel.run();
      double[] values = new double[arguments.length];
      for (int i = 0; i < arguments[0].length; i++) {
        for (int j = 0; j < values.length; j++) {
          INDArray array = regions.array(inputs.get(j));
          values[j] = array.getDouble(arguments[j].length == 1 ? 0 : i);
        }
        requireClose(op, dtype, values, regions.array(out).getDouble(i));
      }
    }
  }

  private static Buffer buffer(long offset, DataType dtype, int n) {
    return new Buffer(Buffer.Region.ARENA, offset, new TensorType(dtype, Shape.of(n)));
  }

  private static void requireClose(Elementwise op, DataType dtype, double[] x, double actual) {
    boolean single = dtype == DataType.FLOAT32;
    double expected = single ? (float) op.apply(x) : op.apply(x);
    double ulp = single ? Math.ulp((float) expected) : Math.ulp(expected);
    String what = op + " of " + Arrays.toString(x);
    if (Double.isFinite(expected)) {
      assertEquals(expected, actual, 2 * ulp, what);
    } else {
      assertEquals(expected, actual, what);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"FLOAT32", "FLOAT64"})
  void sineAndCosine(DataType dtype) {
    for (int n : new int[] {Nd4jTransformKernel.WORTH_CALLING, 1001, N}) {
      check(new Unary(UnaryFunction.SIN), dtype, numbers(n, false));
      check(new Unary(UnaryFunction.COS), dtype, numbers(n, false));
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"FLOAT32", "FLOAT64"})
  void powersOfPairsEvenIfSomeAreNotFinite(DataType dtype) {
    check(new Binary(BinaryFunction.POWER), dtype, numbers(N, false), numbers(N, true));
  }

  @ParameterizedTest
  @EnumSource(names = {"FLOAT32", "FLOAT64"})
  void powersOfPairs(DataType dtype) {
    double[] exponents = numbers(N, true);
    for (int i = 0; i < N; i++) {
      exponents[i] = Double.isFinite(exponents[i]) ? exponents[i] : 2;
    }
    check(new Binary(BinaryFunction.POWER), dtype, numbers(N, false), exponents);
  }

  @ParameterizedTest
  @EnumSource(names = {"FLOAT32", "FLOAT64"})
  void powersWithOneExponent(DataType dtype) {
    for (double exponent : SPECIAL) {
      check(new Binary(BinaryFunction.POWER), dtype, numbers(N, false), new double[] {exponent});
    }
  }

  @Test
  void aRunAllocatesNothing() {
    try (NativeBlock block = NativeBlock.allocate(1 << 18, "a test")) {
      Regions regions = new Regions(Map.of(Buffer.Region.ARENA, block));
      Buffer x = buffer(0, DataType.FLOAT32, N);
      Buffer z = buffer(N * Double.BYTES, DataType.FLOAT32, N);
      regions.array(x).assign(1.5);
      Instruction instruction =
          new Instruction(new Binary(BinaryFunction.POWER), List.of(x, x), List.of(z), "", 0);
      Kernel kernel =
          Kernels.bind(
              new Binding(
                  instruction, regions, workers, workspaces, new DnnStart(1, () -> {}), false));
      ThreadMXBean bean = (ThreadMXBean) ManagementFactory.getThreadMXBean();
      long id = Thread.currentThread().getId();
      for (int i = 0; i < 3000; i++) {
        kernel.run();
      }
      long nativeBefore = Pointer.totalBytes();
      long before = bean.getThreadAllocatedBytes(id);
      for (int i = 0; i < 3000; i++) {
        kernel.run();
      }
      long bytes = bean.getThreadAllocatedBytes(id) - before;
      assertTrue(bytes < 10_000, bytes + " bytes"); // The measurement itself allocates a little.
      assertTrue(Pointer.totalBytes() <= nativeBefore);
    }
  }

  @Test
  void isLeftToTheLoopsIfSmallStretchedOrAnotherFunction() {
    assertTrue(covers(new Unary(UnaryFunction.SIN), Shape.of(8, 8)));
    assertFalse(covers(new Unary(UnaryFunction.SIN), Shape.of(7, 9)));
    assertFalse(covers(new Unary(UnaryFunction.TANH), Shape.of(8, 8)));
    // ND4J's is ln(1+x), which is 0 for small x.
    assertFalse(covers(new Unary(UnaryFunction.LOG1P), Shape.of(8, 8)));
    assertTrue(covers(new Binary(BinaryFunction.POWER), Shape.of(8, 8), Shape.of(8, 8)));
    assertTrue(covers(new Binary(BinaryFunction.POWER), Shape.of(8, 8), Shape.SCALAR));
    assertFalse(covers(new Binary(BinaryFunction.POWER), Shape.of(8, 8), Shape.of(8)));
    assertFalse(covers(new Binary(BinaryFunction.ADD), Shape.of(8, 8), Shape.of(8, 8)));
  }

  private boolean covers(Elementwise op, Shape... shapes) {
    List<Buffer> inputs = new ArrayList<>();
    for (Shape shape : shapes) {
      inputs.add(new Buffer(Buffer.Region.ARENA, 0, new TensorType(DataType.FLOAT32, shape)));
    }
    Instruction instruction = new Instruction(op, inputs, List.of(inputs.get(0)), "", 0);
    return Nd4jTransformKernel.covers(
        new Binding(
            instruction,
            new Regions(Map.of()),
            workers,
            workspaces,
            new DnnStart(1, () -> {}),
            false));
  }
}
