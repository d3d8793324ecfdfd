package dev.nn.core.layers;

import dev.nn.api.graph.Value;
import dev.nn.api.layer.Constraint;
import dev.nn.api.layer.Initializer;
import dev.nn.api.layer.LayerScope;
import dev.nn.api.layer.LayerScope.ParameterSpec;
import dev.nn.api.layer.Regularizer;
import dev.nn.api.tensor.Shape;
import java.util.Optional;

/**
 * Attention of several heads between linear maps: what {@link MultiHeadAttention} and {@link
 * GroupedQueryAttention} have in common.
 *
 * @param heads of the query
 * @param groups heads of key and value
 * @param keyDim size of a head of query and key
 * @param valueDim size of a head of the value
 * @param outputDim features of the output; those of the query if left out
 * @param dropout share of the weights that are dropped
 * @param causal whether a step sees no later steps
 * @param useBias whether the linear maps have biases
 */
record Heads(
    int heads,
    int groups,
    int keyDim,
    int valueDim,
    Optional<Integer> outputDim,
    double dropout,
    boolean causal,
    boolean useBias,
    Initializer kernelInitializer,
    Initializer biasInitializer,
    Optional<Regularizer> kernelRegularizer,
    Optional<Regularizer> biasRegularizer,
    Optional<Constraint> kernelConstraint,
    Optional<Constraint> biasConstraint) {

  /** From {@code [batch, t, features]} to {@code [batch, t, output]}. */
  Value apply(LayerScope scope, AttentionInputs in) {
    Value query = split(scope.child("query"), in.query(), heads, keyDim);
    Value key = split(scope.child("key"), in.key(), groups, keyDim);
    Value value = split(scope.child("value"), in.value(), groups, valueDim);
    double scale = 1 / Math.sqrt(keyDim);
    Value attended =
        AttentionInputs.attend(scope, query, key, value, scale, causal, in.keyMask(scope), dropout);
    int features = outputDim.orElse(in.query().shape().size(2));
    return in.masked(scope, join(scope.child("attention_output"), attended, features));
  }

  /** x·W + b: [batch, t, features] to [batch, t, heads, size]. */
  private Value split(LayerScope scope, Value x, int heads, int size) {
    int features = x.shape().size(2);
    Shape kernel = Shape.of(features, heads, size);
    return scope.write(
        (here, input) ->
            map(here, input, kernel, features, Shape.of(heads, size))
                .reshape(x.shape().size(0), x.shape().size(1), heads, size),
        x);
  }

  /** x·W + b: [batch, t, heads, size] to [batch, t, features]. */
  private Value join(LayerScope scope, Value x, int features) {
    int in = x.shape().size(2) * x.shape().size(3);
    Shape kernel = Shape.of(x.shape().size(2), x.shape().size(3), features);
    return scope.write(
        (here, input) ->
            map(here, input, kernel, in, Shape.of(features))
                .reshape(x.shape().size(0), x.shape().size(1), features),
        x);
  }

  /** Everything before and everything in the heads as one axis each: one matrix product. */
  private Value map(LayerScope scope, Value x, Shape kernel, int in, Shape out) {
    ParameterSpec weights =
        // The fans are those of the map as a whole, as if it were a dense layer.
        new ParameterSpec(
            kernel, in, out.elements(), kernelInitializer, kernelRegularizer, kernelConstraint);
    Value w = scope.parameter("kernel", weights).reshape(in, out.elements());
    Value z = x.reshape(x.shape().elements() / in, in).matmul(w);
    if (!useBias) {
      return z;
    }
    ParameterSpec bias =
        ParameterSpec.of(out, biasInitializer)
            .regularized(biasRegularizer)
            .constrained(biasConstraint);
    return z.add(scope.parameter("bias", bias).reshape(out.elements()));
  }
}
