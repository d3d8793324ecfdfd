package dev.nn.core.layers;

import dev.nn.api.graph.Value;
import dev.nn.api.layer.Activation;
import dev.nn.api.layer.Initializer;
import dev.nn.api.layer.LayerScope;
import dev.nn.api.layer.MergeLayer;
import dev.nn.api.spec.Default;
import dev.nn.api.spec.Doc;
import dev.nn.api.spec.Range;
import dev.nn.api.spec.Type;
import dev.nn.api.tensor.ShapeException;
import dev.nn.api.tensor.ShapeException.Kind;
import java.util.List;

/**
 * Two or three steps, each x ← N(x + D(F(x))), or x ← x + D(F(N(x))) if normalising first, with
 * layer normalisation N and dropout D: F is multi-head attention from x to itself, in which step i
 * sees steps 0 to i only; with a second input attention from x to that (the encoder's output); then
 * f(x·W₁ + b₁)·W₂ + b₂. Shapes: x [batch, time, features], encoder [batch, s, g] → y [batch, time,
 * features]. Parameters as in {@link TransformerEncoderBlock}, and with a second input {@code
 * cross_attention/…}, {@code cross_attention_norm/…}. Steps that are masked are not seen. Vaswani
 * et al. (2017).
 *
 * @param intermediateDim size between the two dense layers, ≥ 1
 * @param numHeads divides the features
 * @param dropout share that is dropped of the attention's weights and of each F, in [0, 1)
 * @param activation f
 * @param layerNormEpsilon ε of the normalisations, &gt; 0
 * @param kernelInitializer first values of all kernels
 * @param biasInitializer first values of all biases
 * @param normalizeFirst whether to normalise before instead of after each step
 * @param useCausalMask whether step i sees steps 0 to i only
 */
@Type(value = "transformer_decoder_block", aliases = "transformer_decoder")
@Doc("causal self-attention, attention to an encoder, two dense layers, each with residual")
public record TransformerDecoderBlock(
    @Doc("size between the two dense layers") @Range(min = 1) int intermediateDim,
    @Doc("number of heads; divides the features") @Range(min = 1) int numHeads,
    @Default("0.0") @Doc("share that is dropped") @Range(min = 0, max = 1, maxExclusive = true)
        double dropout,
    @Default("relu") @Doc("between the two dense layers") Activation activation,
    @Default("0.00001") @Doc("ε of the normalisations") @Range(min = 0, minExclusive = true)
        double layerNormEpsilon,
    @Default("glorot_uniform") @Doc("first values of all kernels") Initializer kernelInitializer,
    @Default("zeros") @Doc("first values of all biases") Initializer biasInitializer,
    @Default("false") @Doc("whether to normalise before each step") boolean normalizeFirst,
    @Default("true") @Doc("whether a step sees no later steps") boolean useCausalMask)
    implements MergeLayer {
  /**
   * @throws ShapeException if there are not one or two sequences of one batch size, or the heads do
   *     not divide the features of the first
   */
  @Override
  public Value apply(LayerScope scope, List<Value> inputs) {
    if (inputs.isEmpty() || inputs.size() > 2) {
      throw new ShapeException(
          Kind.COUNT,
          "transformer_decoder_block needs a sequence and if need be the encoder's output, not "
              + inputs.size()
              + " inputs");
    }
    TransformerParts parts =
        new TransformerParts(
            intermediateDim,
            numHeads,
            dropout,
            activation,
            layerNormEpsilon,
            kernelInitializer,
            biasInitializer,
            normalizeFirst);
    AttentionInputs in = AttentionInputs.of("transformer_decoder_block", inputs, 1);
    parts.check("transformer_decoder_block", in.query());
    Value x = parts.selfAttention(scope, in.query(), useCausalMask);
    if (inputs.size() == 2) {
      x = parts.crossAttention(scope, x, in.value());
    }
    return in.masked(scope, parts.feedforward(scope, x));
  }
}
