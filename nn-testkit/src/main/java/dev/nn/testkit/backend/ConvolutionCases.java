package dev.nn.testkit.backend;

import dev.nn.api.op.Convolution;
import dev.nn.api.op.ConvolutionInputGradient;
import dev.nn.api.op.ConvolutionKernelGradient;
import dev.nn.api.op.WindowGeometry;
import dev.nn.api.tensor.DataType;
import dev.nn.api.tensor.Shape;
import java.util.ArrayList;
import java.util.List;

/**
 * Convolutions and their gradients over one, two and three axes: strides, dilation, groups, padding
 * on one side only, entries at the end that no window reaches, windows in padding alone.
 */
final class ConvolutionCases {
  private ConvolutionCases() {}

  /** A convolution; numbers are per axis. */
  private record Setup(
      int batch,
      int channels,
      int filters,
      int groups,
      List<Integer> spatial,
      List<Integer> window,
      WindowGeometry geometry) {
    Shape x() {
      return Shape.of(batch, channels).concat(Shape.of(spatial));
    }

    Shape kernel() {
      return Shape.of(filters, channels / groups).concat(Shape.of(window));
    }

    Shape y() {
      return Shape.of(batch, filters).concat(Shape.of(geometry.places(spatial, window)));
    }
  }

  private static final List<Setup> SETUPS =
      List.of(
          plain(1, 1, 1, List.of(1), List.of(1)),
          plain(2, 3, 4, List.of(7), List.of(3)),
          setup(2, 2, 3, 1, List.of(9), List.of(3), List.of(2), List.of(1), List.of(0), List.of(1)),
          // Causal: all padding before.
          setup(2, 2, 2, 1, List.of(8), List.of(3), List.of(1), List.of(4), List.of(0), List.of(2)),
          setup(3, 4, 6, 2, List.of(10), List.of(4), List.of(3), List.of(1), List.of(2), one(1)),
          plain(2, 3, 5, List.of(6, 5), List.of(3, 3)),
          plain(3, 4, 5, List.of(4, 6), List.of(1, 1)),
          plain(2, 1, 3, List.of(4, 3), List.of(4, 3)), // As large as the input.
          setup(2, 3, 2, 1, List.of(7, 8), List.of(1, 1), List.of(2, 3), one(0), one(0), one(1)),
          setup(2, 3, 2, 1, List.of(4, 3), List.of(1, 1), one(1), one(1), one(2), one(1)),
          setup(2, 2, 3, 1, List.of(7, 6), List.of(3, 2), List.of(2, 1), one(1), one(0), one(1)),
          setup(2, 2, 2, 1, List.of(8, 7), List.of(3, 3), one(1), one(2), one(2), one(2)),
          setup(
              1,
              3,
              2,
              1,
              List.of(9, 9),
              List.of(2, 3),
              List.of(3, 2),
              one(0),
              one(1),
              List.of(3, 2)),
          setup(2, 4, 6, 2, List.of(5, 5), List.of(3, 3), one(1), one(1), one(1), one(1)),
          // Depthwise, two filters for each channel.
          setup(2, 3, 6, 3, List.of(6, 6), List.of(3, 3), one(2), one(0), one(1), one(1)),
          // Windows that see nothing but padding.
          setup(1, 2, 2, 1, List.of(2, 3), List.of(2, 2), one(1), one(3), one(2), one(1)),
          setup(2, 2, 2, 1, List.of(3, 3), List.of(5, 5), one(1), one(2), one(2), one(1)),
          // Long enough lines and enough examples for kernels that work in parts and tiles.
          setup(5, 3, 8, 1, List.of(12, 37), List.of(3, 5), one(1), one(1), one(2), one(1)),
          // Channels as they are in practice, for kernels that take them by the vector.
          setup(9, 16, 32, 1, List.of(8, 8), List.of(3, 3), one(1), one(1), one(1), one(1)),
          setup(6, 16, 16, 1, List.of(9, 7), List.of(3, 3), one(2), one(0), one(1), one(1)),
          setup(4, 32, 32, 2, List.of(6, 6), List.of(3, 3), one(1), one(2), one(2), one(2)),
          setup(4, 16, 16, 16, List.of(9, 8), List.of(3, 3), one(1), one(1), one(1), one(1)),
          setup(5, 3, 16, 1, List.of(10, 10), List.of(3, 3), one(1), one(1), one(1), one(1)),
          plain(5, 1, 20, List.of(12, 12), List.of(5, 5)),
          plain(5, 20, 18, List.of(8, 8), List.of(5, 5)),
          plain(3, 32, 16, List.of(6, 6), List.of(1, 1)),
          setup(
              4,
              16,
              16,
              1,
              List.of(20),
              List.of(3),
              List.of(1),
              List.of(2),
              List.of(0),
              List.of(1)),
          plain(2, 16, 16, List.of(4, 5, 5), List.of(2, 3, 3)),
          plain(2, 2, 3, List.of(4, 3, 5), List.of(2, 3, 2)),
          setup(
              2,
              4,
              2,
              2,
              List.of(3, 5, 6),
              List.of(2, 2, 2),
              List.of(1, 2, 2),
              one3(1),
              one3(0),
              List.of(1, 2, 1)),
          // More columns than fit into one tile.
          setup(1, 24, 2, 1, List.of(40, 66), List.of(2, 2), one(1), one(1), one(0), one(1)));

  private static List<Integer> one(int size) {
    return List.of(size, size);
  }

  private static List<Integer> one3(int size) {
    return List.of(size, size, size);
  }

  private static Setup plain(
      int batch, int channels, int filters, List<Integer> spatial, List<Integer> window) {
    List<Integer> strides = spatial.stream().map(size -> 1).toList();
    return new Setup(batch, channels, filters, 1, spatial, window, WindowGeometry.of(strides));
  }

  private static Setup setup(
      int batch,
      int channels,
      int filters,
      int groups,
      List<Integer> spatial,
      List<Integer> window,
      List<Integer> strides,
      List<Integer> before,
      List<Integer> after,
      List<Integer> dilations) {
    int rank = spatial.size();
    return new Setup(
        batch,
        channels,
        filters,
        groups,
        spatial,
        window,
        new WindowGeometry(
            strides.subList(0, rank),
            before.subList(0, rank),
            after.subList(0, rank),
            dilations.subList(0, rank)));
  }

  static List<OpCase> all() {
    List<OpCase> cases = new ArrayList<>();
    for (DataType dtype : List.of(DataType.FLOAT32, DataType.FLOAT64)) {
      for (Setup s : SETUPS) {
        var x = Samples.between(-1, 1, dtype, s.x());
        var kernel = Samples.between(-1.01, 1, dtype, s.kernel());
        // Small, so that the long sums of a kernel's gradient stay inside float32's tolerance.
        var dy = Samples.between(-0.1, 0.11, dtype, s.y());
        cases.add(OpCase.of(new Convolution(s.geometry(), s.groups()), x, kernel));
        cases.add(
            OpCase.of(
                new ConvolutionInputGradient(s.geometry(), s.groups(), s.spatial()), dy, kernel));
        cases.add(
            OpCase.of(new ConvolutionKernelGradient(s.geometry(), s.groups(), s.window()), x, dy));
      }
    }
    return cases;
  }
}
