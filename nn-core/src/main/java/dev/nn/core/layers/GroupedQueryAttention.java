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
import dev.nn.api.tensor.ShapeException.Kind;
import java.util.List;
import java.util.Optional;

/**
 * {@link MultiHeadAttention} whose keys and values have fewer heads than its queries: each serves
 * num_query_heads/num_key_value_heads neighbouring heads. Inputs are query, value and key in this
 * order; the key is the value if left out, and one input is all three. Shapes: query [batch, t, f],
 * value [batch, s, g], key [batch, s, h]; {@code query/kernel} [f, num_query_heads, head_dim],
 * {@code key/kernel} [h, num_key_value_heads, head_dim], {@code value/kernel} [g,
 * num_key_value_heads, head_dim], {@code attention_output/kernel} [num_query_heads, head_dim, f],
 * and a bias for each → y [batch, t, f]. Ainslie et al. (2023).
 *
 * @param headDim size of each head, ≥ 1
 * @param numQueryHeads heads of the query, ≥ 1
 * @param numKeyValueHeads heads of key and value, ≥ 1; divides the heads of the query
 * @param dropout share of the weights that are dropped in training, in [0, 1)
 * @param useBias whether there are biases
 * @param useCausalMask whether step i sees steps 0 to i only
 * @param kernelInitializer first values of the kernels
 * @param biasInitializer first values of the biases
 * @param kernelRegularizer what the kernels cost
 * @param biasRegularizer what the biases cost
 * @param kernelConstraint what the kernels are made to satisfy after each update
 * @param biasConstraint what the biases are made to satisfy after each update
 */
@Type("grouped_query_attention")
@Doc("multi-head attention with fewer heads of keys and values than of queries")
public record GroupedQueryAttention(
    @Doc("size of each head") @Range(min = 1) int headDim,
    @Doc("heads of the query") @Range(min = 1) int numQueryHeads,
    @Doc("heads of key and value; divides the heads of the query") @Range(min = 1)
        int numKeyValueHeads,
    @Default("0.0")
        @Doc("share of the weights that are dropped")
        @Range(min = 0, max = 1, maxExclusive = true)
        double dropout,
    @Default("true") @Doc("whether there are biases") boolean useBias,
    @Default("false") @Doc("whether a step sees no later steps") boolean useCausalMask,
    @Default("glorot_uniform") @Doc("first values of the kernels") Initializer kernelInitializer,
    @Default("zeros") @Doc("first values of the biases") Initializer biasInitializer,
    @Doc("what the kernels cost") Optional<Regularizer> kernelRegularizer,
    @Doc("what the biases cost") Optional<Regularizer> biasRegularizer,
    @Doc("what the kernels satisfy after each update") Optional<Constraint> kernelConstraint,
    @Doc("what the biases satisfy after each update") Optional<Constraint> biasConstraint)
    implements MergeLayer {

  /**
   * Checks the heads.
   *
   * @throws IllegalArgumentException if num_key_value_heads does not divide num_query_heads
   */
  public GroupedQueryAttention {
    if (numQueryHeads % numKeyValueHeads != 0) {
      throw new ShapeException(
              Kind.DIVISION,
              "num_key_value_heads %d does not divide num_query_heads %d"
                  .formatted(numKeyValueHeads, numQueryHeads))
          .about("num_key_value_heads")
          .helping(
              "num_key_value_heads: %d does"
                  .formatted(Divisors.nearest(numKeyValueHeads, numQueryHeads)));
    }
  }

  /**
   * @throws ShapeException if there are not one to three sequences that fit together
   */
  @Override
  public Value apply(LayerScope scope, List<Value> inputs) {
    return new Heads(
            numQueryHeads,
            numKeyValueHeads,
            headDim,
            headDim,
            Optional.empty(),
            dropout,
            useCausalMask,
            useBias,
            kernelInitializer,
            biasInitializer,
            kernelRegularizer,
            biasRegularizer,
            kernelConstraint,
            biasConstraint)
        .apply(scope, AttentionInputs.of("grouped_query_attention", inputs, 1));
  }
}
