package dev.nn.testkit.backend;

import dev.nn.api.op.AveragePool;
import dev.nn.api.op.AveragePoolGradient;
import dev.nn.api.op.MaxPool;
import dev.nn.api.op.MaxPoolGradient;
import dev.nn.api.op.WindowGeometry;
import dev.nn.api.tensor.DataType;
import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Pooling and its gradients over one, two and three axes: overlapping windows and gaps, padding on
 * one side only, equal elements, windows in padding alone.
 */
final class PoolingCases {
  private PoolingCases() {}

  private record Setup(List<Integer> spatial, List<Integer> window, WindowGeometry geometry) {}

  private static final List<Setup> SETUPS =
      List.of(
          plain(1, List.of(1), 1, 1),
          plain(1, List.of(7), 2, 2),
          padded(List.of(8), 3, 2, 0, 1, 1),
          plain(2, List.of(6, 6), 2, 2),
          plain(2, List.of(7, 5), 2, 2), // The last row and column are passed over.
          plain(2, List.of(5, 37), 2, 2),
          plain(2, List.of(7, 8), 3, 2),
          plain(2, List.of(5, 6), 2, 1),
          plain(2, List.of(9, 7), 2, 3), // Gaps.
          plain(2, List.of(3, 3), 3, 1), // As large as the input.
          padded(List.of(5, 7), 2, 2, 0, 1, 1),
          padded(List.of(6, 6), 3, 2, 0, 1, 1),
          padded(List.of(5, 4), 3, 1, 1, 1, 1),
          padded(List.of(8, 9), 2, 2, 1, 0, 3), // Dilation.
          padded(List.of(2, 3), 2, 1, 3, 2, 1), // Windows that see nothing but padding.
          plain(3, List.of(4, 5, 6), 2, 2),
          padded(List.of(3, 4, 5), 3, 2, 1, 1, 1));

  private static Setup plain(int rank, List<Integer> spatial, int window, int stride) {
    return padded(spatial.subList(0, rank), window, stride, 0, 0, 1);
  }

  private static Setup padded(
      List<Integer> spatial, int window, int stride, int before, int after, int dilation) {
    int rank = spatial.size();
    return new Setup(
        spatial,
        all(rank, window),
        new WindowGeometry(
            all(rank, stride), all(rank, before), all(rank, after), all(rank, dilation)));
  }

  private static List<Integer> all(int rank, int size) {
    return IntStream.range(0, rank).mapToObj(i -> size).collect(Collectors.toList());
  }

  static List<OpCase> all() {
    List<OpCase> cases = new ArrayList<>();
    for (DataType dtype : List.of(DataType.FLOAT32, DataType.FLOAT64)) {
      for (Setup s : SETUPS) {
        Shape planes = Shape.of(3, 2);
        List<Integer> places = s.geometry().places(s.spatial(), s.window());
        Shape from = planes.concat(Shape.of(s.spatial()));
        Shape to = planes.concat(Shape.of(places));
        MaxPool max = new MaxPool(s.geometry(), s.window());
        Tensor x = Samples.of(dtype, from);
        Tensor dy = Samples.of(dtype, to);
        cases.add(OpCase.of(max, x).exactly());
        cases.add(OpCase.of(max, Samples.coarse(0, dtype, from)).note("ties").exactly());
        cases.add(
            OpCase.of(
                new MaxPoolGradient(s.geometry(), s.window(), s.spatial()),
                Samples.between(-1, Shape.of(s.spatial()).elements(), DataType.INT32, to),
                dy));
        cases.add(OpCase.of(new AveragePool(s.geometry(), s.window()), x));
        cases.add(OpCase.of(new AveragePoolGradient(s.geometry(), s.window(), s.spatial()), dy));
      }
      cases.add(notFinite(dtype));
    }
    return cases;
  }

  /** Nothing greater than −∞, and NaN first, in the middle, and twice. */
  private static OpCase notFinite(DataType dtype) {
    double lowest = Double.NEGATIVE_INFINITY;
    double nan = Double.NaN;
    double[] values = {
      lowest, lowest, nan, 1, 1, 2, lowest, 0, //
      lowest, lowest, 3, 4, nan, 9, nan, nan
    };
    Tensor x = Tensor.of(Shape.of(1, 1, 2, 8), values).cast(dtype);
    return OpCase.of(new MaxPool(WindowGeometry.of(List.of(2, 2)), List.of(2, 2)), x)
        .note("not finite")
        .exactly();
  }
}
