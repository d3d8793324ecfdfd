package dev.nn.core.layers;

import dev.nn.api.graph.Value;
import dev.nn.api.layer.LayerScope;
import dev.nn.api.op.Convolution;
import dev.nn.api.op.ConvolutionInputGradient;
import dev.nn.api.op.WindowGeometry;
import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.ShapeException;
import dev.nn.api.tensor.ShapeException.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The formulas of convolution layers, for any number of spatial axes, channels first. Fans are by
 * Keras's rule: receptive field times channels in and channels out.
 */
final class Convolving {
  private Convolving() {}

  /** y = K ∗ x. */
  static Value convolve(
      LayerScope scope,
      String layer,
      Value x,
      int filters,
      List<Integer> kernelSize,
      WindowGeometry geometry,
      int groups,
      KernelSettings settings) {
    int channels = x.shape().size(1);
    if (channels % groups != 0) {
      throw new ShapeException(
              Kind.DIVISION,
              "%s cannot cut %d channels into %d groups".formatted(layer, channels, groups))
          .about("groups")
          .helping(
              "groups has to divide the channels and the filters; groups: %d does"
                  .formatted(Divisors.nearest(groups, channels, filters)));
    }
    Windows.requirePlace(layer, "kernel_size", Windows.spatial(x), kernelSize, geometry);
    int field = Windows.count(kernelSize);
    Shape shape = Shape.of(filters, channels / groups).concat(Shape.of(kernelSize));
    Value kernel =
        settings.parameter(scope, "kernel", shape, channels / groups * field, filters * field);
    return x.builder().emit(new Convolution(geometry, groups), x, kernel);
  }

  /**
   * Fails unless the groups divide the filters.
   *
   * @throws IllegalArgumentException if they do not
   */
  static void requireGroups(int filters, int groups) {
    if (filters % groups != 0) {
      throw new ShapeException(
              Kind.DIVISION, "groups %d cannot share out %d filters".formatted(groups, filters))
          .about("groups")
          .helping(
              "groups has to divide the filters and the channels; groups: %d divides the filters"
                  .formatted(Divisors.nearest(groups, filters)));
    }
  }

  /** Each channel by {@code multiplier} kernels of its own. */
  static Value depthwise(
      LayerScope scope,
      String layer,
      Value x,
      String name,
      int multiplier,
      List<Integer> kernelSize,
      WindowGeometry geometry,
      DepthwiseSettings settings) {
    int channels = x.shape().size(1);
    Windows.requirePlace(layer, "kernel_size", Windows.spatial(x), kernelSize, geometry);
    int field = Windows.count(kernelSize);
    Shape window = Shape.of(kernelSize);
    Value kernel =
        settings
            .parameter(
                scope,
                name,
                Shape.of(channels, multiplier).concat(window),
                channels * field,
                multiplier * field)
            .reshape(Shape.of(channels * multiplier, 1).concat(window));
    return x.builder().emit(new Convolution(geometry, channels), x, kernel);
  }

  /** Channels mixed place by place: a convolution with a window of 1. */
  static Value pointwise(LayerScope scope, Value x, int filters, PointwiseSettings settings) {
    int channels = x.shape().size(1);
    List<Integer> ones = Windows.spatial(x).stream().map(size -> 1).toList();
    Shape shape = Shape.of(filters, channels).concat(Shape.of(ones));
    Value kernel = settings.parameter(scope, "pointwise_kernel", shape, channels, filters);
    return x.builder().emit(new Convolution(WindowGeometry.of(ones), 1), x, kernel);
  }

  /**
   * y = Kᵀ ∗ x: what a convolution of the same geometry sends back from its output, x, to its
   * input, y. Of n entries along an axis, valid padding makes n·s + max(k − s, 0) and same n·s, for
   * stride s and extent k of the window; with an output padding p it is (n − 1)·s + k + p and (n −
   * 1)·s + k mod 2 + p.
   */
  static Value transposed(
      LayerScope scope,
      Value x,
      int filters,
      List<Integer> kernelSize,
      List<Integer> strides,
      Padding padding,
      Optional<List<Integer>> outputPadding,
      List<Integer> dilations,
      KernelSettings settings) {
    int channels = x.shape().size(1);
    List<Integer> spatial = new ArrayList<>();
    List<Integer> before = new ArrayList<>();
    List<Integer> after = new ArrayList<>();
    for (int axis = 0; axis < kernelSize.size(); axis++) {
      int n = Windows.spatial(x).get(axis);
      int k = WindowGeometry.extent(kernelSize.get(axis), dilations.get(axis));
      int s = strides.get(axis);
      // Entries by which y is longer than the (n − 1)·s − k + 2 places that see all of the window.
      int more;
      int first;
      if (padding == Padding.VALID) {
        int at = axis;
        more = 2 * (k - 1) + outputPadding.map(p -> p.get(at)).orElse(Math.max(k, s) - k);
        first = k - 1;
      } else {
        int at = axis;
        more = outputPadding.map(p -> k + k % 2 - 2 + p.get(at)).orElse(s + k - 2);
        first = Math.min((more + 1) / 2, k - 1);
      }
      spatial.add((n - 1) * s - k + 2 + more);
      before.add(k - 1 - first);
      after.add(Math.max(0, k - 1 - (more - first)));
    }
    if (spatial.stream().anyMatch(size -> size < 1)) {
      throw new ShapeException(Kind.WINDOW, "the result would have sizes " + Windows.sizes(spatial))
          .about("kernel_size")
          .helping("write a larger kernel_size, or padding: valid");
    }
    int field = Windows.count(kernelSize);
    Shape shape = Shape.of(filters, channels).concat(Shape.of(kernelSize));
    Value kernel = settings.parameter(scope, "kernel", shape, filters * field, channels * field);
    // The convolution that is transposed has x's channels as its filters.
    int[] swapped = IntStream.range(0, shape.rank()).map(i -> i < 2 ? 1 - i : i).toArray();
    WindowGeometry geometry = new WindowGeometry(strides, before, after, dilations);
    return x.builder()
        .emit(new ConvolutionInputGradient(geometry, 1, spatial), x, kernel.transpose(swapped));
  }

  /**
   * Fails unless output padding is less than the stride.
   *
   * @throws IllegalArgumentException if it is not
   */
  static void requireOutputPadding(Optional<List<Integer>> outputPadding, List<Integer> strides) {
    outputPadding.ifPresent(
        paddings -> {
          for (int axis = 0; axis < strides.size(); axis++) {
            if (paddings.get(axis) >= strides.get(axis)) {
              throw new IllegalArgumentException(
                  "output_padding "
                      + paddings
                      + " has to be less than the strides "
                      + strides
                      + ": what lies beyond would belong to no window");
            }
          }
        });
  }
}
