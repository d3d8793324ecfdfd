package dev.nn.nd4j;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.nn.api.backend.Buffer;
import dev.nn.api.backend.Instruction;
import dev.nn.api.graph.Op;
import dev.nn.api.op.Convolution;
import dev.nn.api.op.ConvolutionInputGradient;
import dev.nn.api.op.ConvolutionKernelGradient;
import dev.nn.api.op.WindowGeometry;
import dev.nn.api.tensor.DataType;
import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.TensorType;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** oneDNN against matrix products, where batches are cut into parts and chunks. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DnnConvolutionTest {
  private final Workers workers = new Workers(2);
  private final Workspace[] workspaces = {new Workspace(), new Workspace()};
  private DnnStart dnn;

  @BeforeAll
  void start() {
    NativeLibraries.choose();
    Nd4jStart start = Nd4jStart.begin();
    start.await();
    dnn = new DnnStart(2, start::await);
    assumeTrue(dnn.library().isPresent(), "oneDNN does not load on this platform");
  }

  @AfterAll
  void stop() {
    workers.close();
    for (Workspace workspace : workspaces) {
      workspace.close();
    }
    dnn.close();
  }

  @ParameterizedTest
  @CsvSource({
    "64, 1, 20, 28, 5, 0",
    "64, 20, 50, 12, 5, 0",
    "13, 3, 32, 32, 3, 1",
    "13, 32, 32, 32, 3, 1",
    "23, 32, 64, 16, 3, 1",
    "23, 64, 64, 16, 3, 1",
    "3, 16, 16, 70, 3, 1",
    "2, 256, 256, 4, 3, 1"
  })
  void equalsMatrixProductsAndRepeatsBitByBit(
      int batch, int channels, int filters, int side, int window, int padding) {
    WindowGeometry geometry =
        new WindowGeometry(
            List.of(1, 1), List.of(padding, padding), List.of(padding, padding), List.of(1, 1));
    int places = side + 2 * padding - window + 1;
    Shape x = Shape.of(batch, channels, side, side);
    Shape kernel = Shape.of(filters, channels, window, window);
    Shape y = Shape.of(batch, filters, places, places);
    compare(
        new Convolution(geometry, 1),
        List.of(x, kernel),
        y,
        DnnConvolution::forward,
        ConvolutionKernel::forward);
    compare(
        new ConvolutionInputGradient(geometry, 1, List.of(side, side)),
        List.of(y, kernel),
        x,
        DnnConvolution::inputGradient,
        ConvolutionKernel::inputGradient);
    compare(
        new ConvolutionKernelGradient(geometry, 1, List.of(window, window)),
        List.of(x, y),
        kernel,
        DnnConvolution::kernelGradient,
        ConvolutionKernel::kernelGradient);
  }

  @Test
  void convolutionsAreMatrixProductsWhereOneDnnDoesNotLoad() {
    Runnable fails =
        () -> {
          throw new UnsatisfiedLinkError("no such library");
        };
    Shape image = Shape.of(1, 1, 3, 3);
    Buffer x = buffer(0, image);
    Buffer y = buffer(end(x), image);
    try (NativeBlock block = NativeBlock.allocate(end(y), "test");
        DnnStart broken = new DnnStart(2, fails)) {
      Regions regions = new Regions(Map.of(Buffer.Region.ARENA, block));
      Buffer kernel = new Buffer(Buffer.Region.ARENA, 0, x.type().withShape(Shape.of(1, 1, 1, 1)));
      Op op = new Convolution(WindowGeometry.of(List.of(1, 1)), 1);
      Instruction instruction = new Instruction(op, List.of(x, kernel), List.of(y), "", 0);
      Binding binding = new Binding(instruction, regions, workers, workspaces, broken, false);
      assertInstanceOf(ConvolutionKernel.class, Kernels.bind(binding));
      assertInstanceOf(
          DnnConvolution.class,
          Kernels.bind(new Binding(instruction, regions, workers, workspaces, dnn, false)));
    }
  }

  private void compare(
      Op op,
      List<Shape> inputs,
      Shape output,
      Function<Binding, Optional<Kernel>> fast,
      Function<Binding, Kernel> general) {
    Buffer first = buffer(0, inputs.get(0));
    Buffer second = buffer(end(first), inputs.get(1));
    Buffer result = buffer(end(second), output);
    try (NativeBlock block = NativeBlock.allocate(end(result), "test")) {
      Regions regions = new Regions(Map.of(Buffer.Region.ARENA, block));
      fill(regions.floats(first), 1);
      fill(regions.floats(second), 2);
      Instruction instruction = new Instruction(op, List.of(first, second), List.of(result), "", 0);
      Binding binding = new Binding(instruction, regions, workers, workspaces, dnn, false);
      float[] expected = run(general.apply(binding), regions.floats(result));
      Kernel kernel = fast.apply(binding).orElseThrow();
      float[] actual = run(kernel, regions.floats(result));
      float[] again = run(kernel, regions.floats(result));
      kernel.close();
      // Sums of up to n products between −1/4 and 1/4, in another order.
      double n = (double) inputs.get(0).elements() * inputs.get(1).elements() / output.elements();
      assertArrayEquals(expected, actual, (float) (2e-7 * Math.sqrt(n)), op.name());
      assertArrayEquals(actual, again, op.name());
    }
  }

  private static float[] run(Kernel kernel, FloatBuffer result) {
    float[] values = new float[result.capacity()];
    Arrays.fill(values, Float.NaN);
    result.put(0, values);
    kernel.run();
    result.get(0, values);
    return values;
  }

  private static void fill(FloatBuffer memory, long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < memory.capacity(); i++) {
      memory.put(i, random.nextFloat() - 0.5f);
    }
  }

  private static Buffer buffer(long offset, Shape shape) {
    return new Buffer(Buffer.Region.ARENA, offset, new TensorType(DataType.FLOAT32, shape));
  }

  private static long end(Buffer buffer) {
    return (buffer.offset() + buffer.type().bytes() + 63) / 64 * 64;
  }
}
