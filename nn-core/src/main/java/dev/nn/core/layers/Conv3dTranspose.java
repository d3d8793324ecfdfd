package dev.nn.core.layers;

import dev.nn.api.graph.Value;
import dev.nn.api.layer.Layer;
import dev.nn.api.layer.LayerScope;
import dev.nn.api.spec.Default;
import dev.nn.api.spec.Doc;
import dev.nn.api.spec.Inline;
import dev.nn.api.spec.Range;
import dev.nn.api.spec.Type;
import dev.nn.api.tensor.ShapeException;
import java.util.List;
import java.util.Optional;

/**
 * a = f(z), z = Kᵀ ∗ x + b: the transpose of a convolution, which spreads each entry of x over a
 * window, windows {@code strides} apart, and adds them up. Of n entries along an axis, padding
 * {@code valid} makes n·s + max(k − s, 0) and {@code same} n·s, for stride s and a window of extent
 * k. Shapes: x [batch, channels, depth, height, width], K {@code kernel} [filters, channels,
 * sizes...], b {@code bias} [filters] → z, a [batch, filters, ...]. Zeiler et al. (2010), Dumoulin
 * and Visin (2016).
 *
 * @param filters channels of the output, ≥ 1
 * @param kernelSize size of the window, one number or 3, ≥ 1
 * @param strides how far the windows are apart, ≥ 1
 * @param padding {@code valid} or {@code same}
 * @param dilationRate distance of neighbouring taps, ≥ 1; greater than 1 only with strides of 1
 * @param outputPadding if stated, the output's size is (n − 1)·s + k and this, with {@code same} (n
 *     − 1)·s + k mod 2 and this; less than the strides
 * @param kernel about K
 * @param output about b and f
 */
@Type(
    value = "conv3d_transpose",
    aliases = {"convolution3d_transpose", "deconvolution3d"})
@Doc("a = f(z), z = Kᵀ ∗ x + b: a convolution the other way round, which makes its input larger")
public record Conv3dTranspose(
    @Doc("channels of the output") @Range(min = 1) int filters,
    @Doc("size of the window, one number or 3") @Range(min = 1) List<Integer> kernelSize,
    @Default("1") @Doc("how far the windows are apart") @Range(min = 1) List<Integer> strides,
    @Default("valid") @Doc("what to do at the edges") Padding padding,
    @Default("1") @Doc("distance of neighbouring taps of the window") @Range(min = 1)
        List<Integer> dilationRate,
    @Doc("how much larger the output is than it has to be") @Range(min = 0)
        Optional<List<Integer>> outputPadding,
    @Inline KernelSettings kernel,
    @Inline OutputSettings output)
    implements Layer {

  /**
   * Completes the sizes.
   *
   * @throws IllegalArgumentException if a key has a wrong number of sizes, strides and dilation are
   *     both greater than 1, or the output padding is not less than the strides
   */
  public Conv3dTranspose {
    kernelSize = Windows.perAxis("kernel_size", kernelSize, 3);
    strides = Windows.perAxis("strides", strides, 3);
    dilationRate = Windows.perAxis("dilation_rate", dilationRate, 3);
    outputPadding = outputPadding.map(given -> Windows.perAxis("output_padding", given, 3));
    Windows.requireEither(strides, dilationRate);
    Convolving.requireOutputPadding(outputPadding, strides);
  }

  /**
   * @throws ShapeException if x has another number of axes, or nothing is left of the output
   */
  @Override
  public Value apply(LayerScope scope, Value x) {
    Windows.requireImages("conv3d_transpose", x, 3);
    Value y =
        Convolving.transposed(
            scope, x, filters, kernelSize, strides, padding, outputPadding, dilationRate, kernel);
    return output.finish(scope, y, 1);
  }
}
