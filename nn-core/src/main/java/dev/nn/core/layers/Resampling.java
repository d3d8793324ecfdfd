package dev.nn.core.layers;

import dev.nn.api.graph.Value;
import dev.nn.api.op.Pad;
import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.ShapeException;
import dev.nn.api.tensor.ShapeException.Kind;
import dev.nn.api.tensor.Tensor;
import dev.nn.api.tensor.TensorType;
import java.util.List;

/** More or fewer entries along one axis. */
final class Resampling {
  private Resampling() {}

  /** With zeros in front and behind. */
  static Value padded(Value x, int axis, List<Integer> ends) {
    return ends.get(0) + ends.get(1) == 0
        ? x
        : x.builder().emit(new Pad(axis, ends.get(0), ends.get(1)), x);
  }

  /** Without entries in front and behind. */
  static Value cropped(Value x, int axis, List<Integer> ends) {
    int left = x.shape().size(axis) - ends.get(0) - ends.get(1);
    if (left < 1) {
      throw new ShapeException(
              Kind.WINDOW,
              "cropping by %d and %d leaves nothing of the %d entries of axis %d"
                  .formatted(ends.get(0), ends.get(1), x.shape().size(axis), axis))
          .about("cropping")
          .helping("cut off at most %d in all".formatted(x.shape().size(axis) - 1));
    }
    return left == x.shape().size(axis) ? x : x.slice(axis, ends.get(0), left);
  }

  /** Each entry so many times. */
  static Value repeated(Value x, int axis, int times) {
    if (times == 1) {
      return x;
    }
    Shape s = x.shape();
    int outer = s.subshape(0, axis + 1).elements();
    int inner = s.subshape(axis + 1, s.rank()).elements();
    return x.reshape(outer, 1, inner)
        .broadcastTo(Shape.of(outer, times, inner))
        .reshape(s.with(axis, s.size(axis) * times));
  }

  /** So many entries in the middle. */
  static Value middle(Value x, int axis, int size) {
    int spare = x.shape().size(axis) - size;
    return spare == 0 ? x : x.slice(axis, spare / 2, size);
  }

  /** So many times as many entries, on straight lines between the middles of what is there. */
  static Value interpolated(Value x, int axis, int times) {
    return bilinear(x, axis, x.shape().size(axis) * times);
  }

  /**
   * m entries instead of n, on straight lines between the middles of what is there: new entry i
   * lies at (i + ½)·n/m − ½, kept inside.
   */
  static Value bilinear(Value x, int axis, int m) {
    int n = x.shape().size(axis);
    if (m == n) {
      return x;
    }
    double[][] weights = new double[n][m];
    for (int i = 0; i < m; i++) {
      double at = Math.min(Math.max((i + 0.5) * n / m - 0.5, 0), n - 1);
      int low = (int) at;
      weights[low][i] += 1 - (at - low);
      weights[Math.min(low + 1, n - 1)][i] += at - low;
    }
    return mixed(x, axis, weights, m);
  }

  /** m entries instead of n: new entry i is the one that (i + ½)·n/m lies in. */
  static Value nearest(Value x, int axis, int m) {
    int n = x.shape().size(axis);
    if (m == n) {
      return x;
    }
    double[][] weights = new double[n][m];
    for (int i = 0; i < m; i++) {
      weights[(int) ((2L * i + 1) * n / (2L * m))][i] = 1;
    }
    return mixed(x, axis, weights, m);
  }

  /** Means of so many windows that cover the axis evenly. */
  static Value means(Value x, int axis, int windows) {
    int n = x.shape().size(axis);
    EvenWindows even = new EvenWindows(n, windows);
    double[][] weights = new double[n][windows];
    for (int i = 0; i < windows; i++) {
      for (int j = even.from(i); j < even.to(i); j++) {
        weights[j][i] = 1.0 / (even.to(i) - even.from(i));
      }
    }
    return mixed(x, axis, weights, windows);
  }

  /** y[i] = Σⱼ x[j] · weights[j][i] along one axis. */
  private static Value mixed(Value x, int axis, double[][] weights, int m) {
    Shape s = x.shape();
    int n = weights.length;
    double[] flat = new double[n * m];
    for (int j = 0; j < n; j++) {
      System.arraycopy(weights[j], 0, flat, j * m, m);
    }
    TensorType type = new TensorType(x.dtype(), Shape.of(n, m));
    Value matrix = x.builder().constant(Tensor.of(type, flat));
    int outer = s.subshape(0, axis).elements();
    int inner = s.subshape(axis + 1, s.rank()).elements();
    Value last = inner == 1 ? x : x.reshape(outer, n, inner).transpose(0, 2, 1);
    Value y = last.reshape(outer * inner, n).matmul(matrix);
    Value back = inner == 1 ? y : y.reshape(outer, inner, m).transpose(0, 2, 1);
    return back.reshape(s.with(axis, m));
  }
}
