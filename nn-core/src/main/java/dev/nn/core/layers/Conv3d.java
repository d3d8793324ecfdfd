package dev.nn.core.layers;

import dev.nn.api.graph.Value;
import dev.nn.api.layer.Activation;
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
 * a = f(z), z[o, p] = b[o] + Σ_c Σ_t K[o, c, t] · x[c, p·stride + t·dilation − padding] for each
 * example: a window that moves over a volume. Shapes: x [batch, channels, depth, height, width], K
 * {@code kernel} [filters, channels/groups, sizes...], b {@code bias} [filters] → z, a [batch,
 * filters, places...]. Fukushima (1980), LeCun et al. (1989).
 *
 * @param filters channels of the output, ≥ 1
 * @param kernelSize size of the window, one number or 3, ≥ 1
 * @param strides how far the window moves, ≥ 1
 * @param padding {@code valid}: the window stays inside; {@code same}: ⌈n/stride⌉ places along each
 *     axis
 * @param dilationRate distance of neighbouring taps, ≥ 1; greater than 1 only with strides of 1
 * @param groups blocks of channels, each seen by its own block of filters; divides both
 * @param kernel about K
 * @param output about b and f
 */
@Type(value = "conv3d", aliases = "convolution3d")
@Doc("a = f(z), z = K ∗ x + b: a window that moves over a volume")
public record Conv3d(
    @Doc("channels of the output") @Range(min = 1) int filters,
    @Doc("size of the window, one number or 3") @Range(min = 1) List<Integer> kernelSize,
    @Default("1") @Doc("how far the window moves") @Range(min = 1) List<Integer> strides,
    @Default("valid") @Doc("what to do at the edges") Padding padding,
    @Default("1") @Doc("distance of neighbouring taps of the window") @Range(min = 1)
        List<Integer> dilationRate,
    @Default("1") @Doc("blocks of channels, each seen by its own filters") @Range(min = 1)
        int groups,
    @Inline KernelSettings kernel,
    @Inline OutputSettings output)
    implements Layer {

  /**
   * Completes the sizes.
   *
   * @throws IllegalArgumentException if a key has a wrong number of sizes, strides and dilation are
   *     both greater than 1, or the groups do not divide the filters
   */
  public Conv3d {
    kernelSize = Windows.perAxis("kernel_size", kernelSize, 3);
    strides = Windows.perAxis("strides", strides, 3);
    dilationRate = Windows.perAxis("dilation_rate", dilationRate, 3);
    Windows.requireEither(strides, dilationRate);
    Convolving.requireGroups(filters, groups);
  }

  /** With an activation, everything else as by default. */
  public static Conv3d of(int filters, int kernelSize, Activation activation) {
    return new Conv3d(
        filters,
        List.of(kernelSize),
        List.of(1),
        Padding.VALID,
        List.of(1),
        1,
        KernelSettings.of(),
        OutputSettings.of(activation));
  }

  /**
   * @throws ShapeException if x has another number of axes, the groups do not divide its channels,
   *     or the window does not fit into it
   */
  @Override
  public Value apply(LayerScope scope, Value x) {
    Windows.requireImages("conv3d", x, 3);
    WindowGeometry geometry =
        padding.geometry(Windows.spatial(x), kernelSize, strides, dilationRate);
    Value y =
        Convolving.convolve(scope, "conv3d", x, filters, kernelSize, geometry, groups, kernel);
    return output.finish(scope, y, 1);
  }
}
