package dev.nn.core.layers;

import dev.nn.api.graph.Value;
import dev.nn.api.layer.Layer;
import dev.nn.api.layer.LayerScope;
import dev.nn.api.op.WindowGeometry;
import dev.nn.api.spec.Default;
import dev.nn.api.spec.Doc;
import dev.nn.api.spec.Inline;
import dev.nn.api.spec.Range;
import dev.nn.api.spec.Type;
import dev.nn.api.tensor.ShapeException;
import java.util.List;

/**
 * a = f(z), z = P ∗ (D ∗ x) + b: first each channel by kernels of its own, then the channels mixed
 * place by place. Shapes: x [batch, channels, height, width], D {@code depthwise_kernel} [channels,
 * depth_multiplier, sizes...], P {@code pointwise_kernel} [filters, channels·depth_multiplier, 1,
 * 1], b {@code bias} [filters] → z, a [batch, filters, places...]. Chollet (2017).
 *
 * @param filters channels of the output, ≥ 1
 * @param kernelSize size of the window, one number or 2, ≥ 1
 * @param strides how far the window moves, ≥ 1
 * @param padding what to do at the edges
 * @param depthMultiplier kernels for each channel, ≥ 1
 * @param dilationRate distance of neighbouring taps, ≥ 1; greater than 1 only with strides of 1
 * @param depthwise about D
 * @param pointwise about P
 * @param output about b and f
 */
@Type(value = "separable_conv2d", aliases = "separable_convolution2d")
@Doc("a = f(z), z = P ∗ (D ∗ x) + b: each channel by its own kernels, then channels mixed")
public record SeparableConv2d(
    @Doc("channels of the output") @Range(min = 1) int filters,
    @Doc("size of the window, one number or 2") @Range(min = 1) List<Integer> kernelSize,
    @Default("1") @Doc("how far the window moves") @Range(min = 1) List<Integer> strides,
    @Default("valid") @Doc("what to do at the edges") Padding padding,
    @Default("1") @Doc("kernels for each channel") @Range(min = 1) int depthMultiplier,
    @Default("1") @Doc("distance of neighbouring taps of the window") @Range(min = 1)
        List<Integer> dilationRate,
    @Inline DepthwiseSettings depthwise,
    @Inline PointwiseSettings pointwise,
    @Inline OutputSettings output)
    implements Layer {

  /**
   * Completes the sizes.
   *
   * @throws IllegalArgumentException if a key has a wrong number of sizes, or strides and dilation
   *     are both greater than 1
   */
  public SeparableConv2d {
    kernelSize = Windows.perAxis("kernel_size", kernelSize, 2);
    strides = Windows.perAxis("strides", strides, 2);
    dilationRate = Windows.perAxis("dilation_rate", dilationRate, 2);
    Windows.requireEither(strides, dilationRate);
  }

  /**
   * @throws ShapeException if x has another number of axes, or the window does not fit into it
   */
  @Override
  public Value apply(LayerScope scope, Value x) {
    Windows.requireImages("separable_conv2d", x, 2);
    WindowGeometry geometry =
        padding.geometry(Windows.spatial(x), kernelSize, strides, dilationRate);
    Value y =
        Convolving.depthwise(
            scope,
            "separable_conv2d",
            x,
            "depthwise_kernel",
            depthMultiplier,
            kernelSize,
            geometry,
            depthwise);
    Value mixed = Convolving.pointwise(scope, y, filters, pointwise);
    return output.finish(scope, mixed, 1);
  }
}
