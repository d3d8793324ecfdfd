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
 * a = f(z), z = K ∗ x + b: each channel by {@code depth_multiplier} kernels of its own; channels
 * are not mixed. Shapes: x [batch, channels, length], K {@code kernel} [channels, depth_multiplier,
 * size], b {@code bias} [channels·depth_multiplier] → z, a [batch, channels·depth_multiplier,
 * places]. With {@code data_format: channels_last}, x and a have the channels last. Howard et al.
 * (2017).
 *
 * @param kernelSize size of the window, ≥ 1
 * @param strides how far the window moves, ≥ 1
 * @param padding what to do at the edges
 * @param depthMultiplier kernels for each channel, ≥ 1
 * @param dataFormat whether the channels come first or last
 * @param dilationRate distance of neighbouring taps, ≥ 1; greater than 1 only with strides of 1
 * @param depthwise about K
 * @param output about b and f
 */
@Type(value = "depthwise_conv1d", aliases = "depthwise_convolution1d")
@Doc("a = f(z), z = K ∗ x + b: each channel by kernels of its own")
public record DepthwiseConv1d(
    @Doc("size of the window") @Range(min = 1) List<Integer> kernelSize,
    @Default("1") @Doc("how far the window moves") @Range(min = 1) List<Integer> strides,
    @Default("valid") @Doc("what to do at the edges") Padding padding,
    @Default("1") @Doc("kernels for each channel") @Range(min = 1) int depthMultiplier,
    @Default("channels_first") @Doc("where the channels are") DataFormat dataFormat,
    @Default("1") @Doc("distance of neighbouring taps of the window") @Range(min = 1)
        List<Integer> dilationRate,
    @Inline DepthwiseSettings depthwise,
    @Inline OutputSettings output)
    implements Layer {

  /**
   * Completes the sizes.
   *
   * @throws IllegalArgumentException if a key has a wrong number of sizes, or strides and dilation
   *     are both greater than 1
   */
  public DepthwiseConv1d {
    kernelSize = Windows.perAxis("kernel_size", kernelSize, 1);
    strides = Windows.perAxis("strides", strides, 1);
    dilationRate = Windows.perAxis("dilation_rate", dilationRate, 1);
    Windows.requireEither(strides, dilationRate);
  }

  /**
   * @throws ShapeException if x has another number of axes, or the window does not fit into it
   */
  @Override
  public Value apply(LayerScope scope, Value x) {
    Windows.requireSequence("depthwise_conv1d", x, dataFormat);
    Value turned = dataFormat.turned(x);
    WindowGeometry geometry =
        padding.geometry(Windows.spatial(turned), kernelSize, strides, dilationRate);
    Value y =
        Convolving.depthwise(
            scope,
            "depthwise_conv1d",
            turned,
            "kernel",
            depthMultiplier,
            kernelSize,
            geometry,
            depthwise);
    return output.finish(scope, dataFormat.turned(y), dataFormat.channels());
  }
}
