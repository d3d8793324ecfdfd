package dev.nn.core.layers;

import dev.nn.api.graph.Value;
import dev.nn.api.layer.Constraint;
import dev.nn.api.layer.Initializer;
import dev.nn.api.layer.LayerScope;
import dev.nn.api.layer.MergeLayer;
import dev.nn.api.layer.Regularizer;
import dev.nn.api.spec.Default;
import dev.nn.api.spec.Doc;
import dev.nn.api.spec.Range;
import dev.nn.api.spec.Type;
import dev.nn.api.tensor.ShapeException;
import dev.nn.core.initializers.GlorotUniform;
import dev.nn.core.initializers.Zeros;
import java.util.List;
import java.util.Optional;

/**
 * y = concat(head₁, head₂, …)·Wₒ + bₒ, headᵢ = softmax(qᵢ·kᵢᵀ/√key_dim)·vᵢ with qᵢ = query·Wqᵢ +
 * bqᵢ, and kᵢ, vᵢ likewise. Inputs are query, value and key in this order; the key is the value if
 * left out, and one input is all three. Shapes: query [batch, t, f], value [batch, s, g], key
 * [batch, s, h]; {@code query/kernel} [f, num_heads, key_dim], {@code query/bias} [num_heads,
 * key_dim], {@code key} and {@code value} likewise, {@code attention_output/kernel} [num_heads,
 * value_dim, output], {@code attention_output/bias} [output] → y [batch, t, output]. Keys that are
 * masked are not seen. Vaswani et al. (2017).
 *
 * @param numHeads ≥ 1
 * @param keyDim size of each head of query and key, ≥ 1
 * @param valueDim size of each head of the value; key_dim if left out
 * @param dropout share of the weights that are dropped in training, in [0, 1)
 * @param useBias whether there are biases
 * @param outputShape features of the output; those of the query if left out
 * @param useCausalMask whether step i sees steps 0 to i only
 * @param kernelInitializer first values of the kernels
 * @param biasInitializer first values of the biases
 * @param kernelRegularizer what the kernels cost
 * @param biasRegularizer what the biases cost
 * @param kernelConstraint what the kernels are made to satisfy after each update
 * @param biasConstraint what the biases are made to satisfy after each update
 */
@Type("multi_head_attention")
@Doc("y = concat(softmax(qᵢ·kᵢᵀ/√key_dim)·vᵢ)·W + b")
public record MultiHeadAttention(
    @Doc("number of heads") @Range(min = 1) int numHeads,
    @Doc("size of each head of query and key") @Range(min = 1) int keyDim,
    @Doc("size of each head of the value; key_dim if left out") @Range(min = 1)
        Optional<Integer> valueDim,
    @Default("0.0")
        @Doc("share of the weights that are dropped")
        @Range(min = 0, max = 1, maxExclusive = true)
        double dropout,
    @Default("true") @Doc("whether there are biases") boolean useBias,
    @Doc("features of the output; those of the query if left out") @Range(min = 1)
        Optional<Integer> outputShape,
    @Default("false") @Doc("whether a step sees no later steps") boolean useCausalMask,
    @Default("glorot_uniform") @Doc("first values of the kernels") Initializer kernelInitializer,
    @Default("zeros") @Doc("first values of the biases") Initializer biasInitializer,
    @Doc("what the kernels cost") Optional<Regularizer> kernelRegularizer,
    @Doc("what the biases cost") Optional<Regularizer> biasRegularizer,
    @Doc("what the kernels satisfy after each update") Optional<Constraint> kernelConstraint,
    @Doc("what the biases satisfy after each update") Optional<Constraint> biasConstraint)
    implements MergeLayer {

  /** So many heads of such a size; everything else as by default. */
  public static MultiHeadAttention of(int numHeads, int keyDim) {
    return new MultiHeadAttention(
        numHeads,
        keyDim,
        Optional.empty(),
        0,
        true,
        Optional.empty(),
        false,
        new GlorotUniform(),
        new Zeros(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /**
   * @throws ShapeException if there are not one to three sequences that fit together
   */
  @Override
  public Value apply(LayerScope scope, List<Value> inputs) {
    return new Heads(
            numHeads,
            numHeads,
            keyDim,
            valueDim.orElse(keyDim),
            outputShape,
            dropout,
            useCausalMask,
            useBias,
            kernelInitializer,
            biasInitializer,
            kernelRegularizer,
            biasRegularizer,
            kernelConstraint,
            biasConstraint)
        .apply(scope, AttentionInputs.of("multi_head_attention", inputs, 1));
  }
}
