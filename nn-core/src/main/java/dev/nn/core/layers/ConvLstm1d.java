package dev.nn.core.layers;

import dev.nn.api.graph.Value;
import dev.nn.api.layer.Activation;
import dev.nn.api.layer.LayerScope;
import dev.nn.api.layer.MergeLayer;
import dev.nn.api.spec.Default;
import dev.nn.api.spec.Doc;
import dev.nn.api.spec.Inline;
import dev.nn.api.spec.Range;
import dev.nn.api.spec.Type;
import dev.nn.api.tensor.ShapeException;
import java.util.List;

/**
 * Long short-term memory over sequences, with convolutions in place of matrix products. With g the
 * recurrent activation and f the activation:
 *
 * <pre>
 * z = W ∗ xₜ + R ∗ hₜ₋₁ + b, in four parts zᵢ, z_f, z_c, zₒ
 * i = g(zᵢ),  f = g(z_f),  o = g(zₒ)        input, forget and output gate
 * cₜ = f·cₜ₋₁ + i·f(z_c)                    cell
 * hₜ = o·f(cₜ)                              output
 * </pre>
 *
 * Shapes: x [batch, time, channels, length], W {@code kernel} [4·filters, channels, sizes...], R
 * {@code recurrent_kernel} [4·filters, filters, sizes...], b {@code bias} [4·filters] → [batch,
 * filters, places...], or [batch, time, filters, places...] with {@code return_sequences}. The
 * window over h moves by 1 and looks beyond the edges, so that h keeps its size. Two more inputs
 * are h₀ and c₀, otherwise 0. Steps that a mask leaves out change nothing. Shi et al. (2015).
 *
 * @param filters channels of h and c, ≥ 1
 * @param kernelSize size of both windows, ≥ 1
 * @param strides how far the window over x moves, ≥ 1
 * @param padding of the window over x: {@code valid}: it stays inside; {@code same}: ⌈n/stride⌉
 *     places
 * @param dilationRate distance of neighbouring taps of the window over x, ≥ 1; greater than 1 only
 *     with strides of 1
 * @param activation f
 * @param recurrentActivation g
 * @param unitForgetBias whether b starts with 1 at the forget gate
 * @param weights W, R and b
 * @param sequence how it walks
 */
@Type(value = "conv_lstm1d", aliases = "convlstm1d")
@Doc("long short-term memory over sequences: its matrix products are convolutions")
public record ConvLstm1d(
    @Doc("channels of the state") @Range(min = 1) int filters,
    @Doc("size of the windows") @Range(min = 1) List<Integer> kernelSize,
    @Default("1") @Doc("how far the window over x moves") @Range(min = 1) List<Integer> strides,
    @Default("valid") @Doc("what the window over x does at the edges") Padding padding,
    @Default("1") @Doc("distance of neighbouring taps of the window over x") @Range(min = 1)
        List<Integer> dilationRate,
    @Default("tanh") @Doc("f, of candidates and cells") Activation activation,
    @Default("sigmoid") @Doc("g, of the gates") Activation recurrentActivation,
    @Default("true") @Doc("whether b starts with 1 at the forget gate") boolean unitForgetBias,
    @Inline RecurrentWeights weights,
    @Inline SequenceOptions sequence)
    implements MergeLayer {

  /**
   * Completes the sizes.
   *
   * @throws IllegalArgumentException if a key has a wrong number of sizes, or strides and dilation
   *     are both greater than 1
   */
  public ConvLstm1d {
    kernelSize = Windows.perAxis("kernel_size", kernelSize, 1);
    strides = Windows.perAxis("strides", strides, 1);
    dilationRate = Windows.perAxis("dilation_rate", dilationRate, 1);
    Windows.requireEither(strides, dilationRate);
  }

  /**
   * @throws ShapeException if the first input is no sequence of sequences, the window does not fit,
   *     or others are not h₀ and c₀
   */
  @Override
  public Value apply(LayerScope scope, List<Value> inputs) {
    return new ConvolutionalLstm(
            "conv_lstm1d", "channels, length", filters, kernelSize, strides, padding, dilationRate)
        .apply(
            scope,
            inputs,
            new LstmGates(activation, recurrentActivation),
            unitForgetBias,
            weights,
            sequence);
  }
}
