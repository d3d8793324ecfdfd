package dev.nn.nd4j;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import dev.nn.api.graph.Op;
import dev.nn.api.op.Convolution;
import dev.nn.api.op.ConvolutionInputGradient;
import dev.nn.api.op.ConvolutionKernelGradient;
import dev.nn.api.op.WindowGeometry;
import dev.nn.api.tensor.DataType;
import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.TensorType;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * Convolutions as matrix products in float32, which oneDNN does instead where it is there, against
 * those in float64, which the backend contract holds to the reference.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConvolutionKernelTest {
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

  @Test
  void bothTypesAgreeWhateverTheGeometry() {
    SplittableRandom random = new SplittableRandom(11);
    for (int i = 0; i < 120; i++) {
      int axes = random.nextInt(1, 4);
      List<Integer> window = sizes(random, axes, 1, 4);
      List<Integer> spatial = sizes(random, axes, 9, axes == 3 ? 11 : 30);
      WindowGeometry geometry =
          new WindowGeometry(
              sizes(random, axes, 1, 4),
              sizes(random, axes, 0, 4),
              sizes(random, axes, 0, 4),
              sizes(random, axes, 1, 4));
      int groups = random.nextInt(1, 4);
      int channels = random.nextInt(1, 4);
      Shape x = Shape.of(random.nextInt(1, 6), groups * channels).concat(Shape.of(spatial));
      Shape kernel = Shape.of(groups * random.nextInt(1, 5), channels).concat(Shape.of(window));
      compare(geometry, groups, x, kernel);
    }
  }

  @Test
  void imagesMayNeedMoreThanOneTile() {
    WindowGeometry geometry =
        new WindowGeometry(List.of(1, 2), List.of(2, 0), List.of(1, 3), List.of(1, 2));
    compare(geometry, 1, Shape.of(3, 32, 50, 90), Shape.of(5, 32, 3, 3));
    compare(geometry, 2, Shape.of(1, 64, 40, 120), Shape.of(6, 32, 4, 2));
  }

  private static List<Integer> sizes(SplittableRandom random, int count, int from, int to) {
    return random.ints(count, from, to).boxed().toList();
  }

  private void compare(WindowGeometry geometry, int groups, Shape x, Shape kernel) {
    List<Integer> spatial = x.toList().subList(2, x.rank());
    List<Integer> window = kernel.toList().subList(2, kernel.rank());
    Op forward = new Convolution(geometry, groups);
    Shape y =
        forward
            .infer(
                List.of(
                    new TensorType(DataType.FLOAT32, x), new TensorType(DataType.FLOAT32, kernel)))
            .get(0)
            .shape();
    compare(forward, List.of(x, kernel), y, ConvolutionKernel::forward);
    compare(
        new ConvolutionInputGradient(geometry, groups, spatial),
        List.of(y, kernel),
        x,
        ConvolutionKernel::inputGradient);
    compare(
        new ConvolutionKernelGradient(geometry, groups, window),
        List.of(x, y),
        kernel,
        ConvolutionKernel::kernelGradient);
  }

  private void compare(Op op, List<Shape> inputs, Shape output, Function<Binding, Kernel> maker) {
    double[] exact = run(op, DataType.FLOAT64, inputs, output, maker);
    double[] rounded = run(op, DataType.FLOAT32, inputs, output, maker);
    // Sums of up to n products between −1/4 and 1/4.
    double n = (double) inputs.get(0).elements() * inputs.get(1).elements() / output.elements();
    assertArrayEquals(exact, rounded, 2e-7 * Math.sqrt(n) + 1e-7, op + " on " + inputs);
  }

  private double[] run(
      Op op, DataType dtype, List<Shape> inputs, Shape output, Function<Binding, Kernel> maker) {
    return KernelRuns.twice(
        op,
        dtype,
        inputs,
        output,
        (instruction, regions) ->
            maker.apply(new Binding(instruction, regions, workers, workspaces, null, false)));
  }
}
