package dev.nn.core.layers;

import dev.nn.api.graph.Value;
import dev.nn.api.layer.Activation;
import dev.nn.api.layer.Initializer;
import dev.nn.api.layer.Layer;
import dev.nn.api.layer.LayerScope;
import dev.nn.api.spec.Alias;
import dev.nn.api.spec.Default;
import dev.nn.api.spec.Doc;
import dev.nn.api.spec.Range;
import dev.nn.api.spec.Type;
import dev.nn.api.tensor.ShapeException;

/**
 * Two steps, each x ← N(x + D(F(x))), or x ← x + D(F(N(x))) if normalising first, with layer
 * normalisation N and dropout D: first F is multi-head attention from x to itself, then f(x·W₁ +
 * b₁)·W₂ + b₂. With {@code use_causal_mask} a block of a GPT. Shapes: x [batch, time, features] → y
 * likewise. Parameters: {@code self_attention/query/kernel} and so on as in {@link
 * MultiHeadAttention} with heads of size features/num_heads, {@code self_attention_norm/gamma},
 * {@code beta} [features], {@code feedforward_intermediate/kernel} [features, intermediate_dim],
 * {@code bias}, {@code feedforward_output/kernel} [intermediate_dim, features], {@code bias},
 * {@code feedforward_norm/gamma}, {@code beta} [features]. Steps that are masked are not seen.
 * Vaswani et al. (2017).
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
@Type(value = "transformer_encoder_block", aliases = "transformer_encoder")
@Doc("self-attention and two dense layers, each with residual connection and normalisation")
public record TransformerEncoderBlock(
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
    @Default("false") @Alias("causal") @Doc("whether a step sees no later steps")
        boolean useCausalMask)
    implements Layer {
  /**
   * @throws ShapeException if x is not a sequence, or the heads do not divide its features
   */
  @Override
  public Value apply(LayerScope scope, Value x) {
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
    parts.check("transformer_encoder_block", x);
    return parts.feedforward(scope, parts.selfAttention(scope, x, useCausalMask));
  }
}
