package dev.nn.core.layers;

import dev.nn.api.graph.Value;
import dev.nn.api.layer.Activation;
import dev.nn.api.layer.Initializer;
import dev.nn.api.layer.LayerScope;
import dev.nn.api.tensor.ShapeException;
import dev.nn.api.tensor.ShapeException.Kind;
import dev.nn.core.activations.Linear;
import dev.nn.core.initializers.Ones;
import dev.nn.core.initializers.Zeros;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * What {@link TransformerEncoderBlock} and {@link TransformerDecoderBlock} are made of; see there.
 */
record TransformerParts(
    int intermediateDim,
    int numHeads,
    double dropout,
    Activation activation,
    double layerNormEpsilon,
    Initializer kernelInitializer,
    Initializer biasInitializer,
    boolean normalizeFirst) {

  /**
   * Fails unless x is a sequence whose features can be dealt out to the heads.
   *
   * @throws ShapeException saying what is wrong
   */
  void check(String layer, Value x) {
    if (x.shape().rank() != 3 || !x.dtype().isFloating()) {
      throw Layouts.STEPS.misfit(layer, x);
    }
    int features = x.shape().size(2);
    if (features % numHeads != 0) {
      throw new ShapeException(
              Kind.DIVISION,
              "%s cannot divide %d features by num_heads %d".formatted(layer, features, numHeads))
          .about("num_heads")
          .helping("num_heads: %d divides them".formatted(Divisors.nearest(numHeads, features)));
    }
  }

  /** x plus attention from x to itself. */
  Value selfAttention(LayerScope scope, Value x, boolean causal) {
    MultiHeadAttention attention = attention(x.shape().size(2) / numHeads, causal);
    return residual(
        scope,
        "self_attention",
        x,
        normalised -> scope.child("self_attention").write(attention, normalised));
  }

  /** x plus attention from x to another sequence. */
  Value crossAttention(LayerScope scope, Value x, Value other) {
    MultiHeadAttention attention = attention(x.shape().size(2) / numHeads, false);
    return residual(
        scope,
        "cross_attention",
        x,
        normalised -> scope.child("cross_attention").write(attention, List.of(normalised, other)));
  }

  /** x plus two dense layers of x. */
  Value feedforward(LayerScope scope, Value x) {
    return residual(
        scope,
        "feedforward",
        x,
        normalised -> {
          Value wide =
              scope
                  .child("feedforward_intermediate")
                  .write(dense(intermediateDim, activation), normalised);
          return scope
              .child("feedforward_output")
              .write(dense(x.shape().size(2), new Linear()), wide);
        });
  }

  private Value residual(LayerScope scope, String name, Value x, UnaryOperator<Value> part) {
    LayerScope norm = scope.child(name + "_norm");
    Value inner = part.apply(normalizeFirst ? norm.write(normalization(), x) : x);
    Value sum = x.add(scope.child(name + "_dropout").write(Dropout.of(dropout), inner));
    scope.mask(x).ifPresent(mask -> scope.setMask(sum, mask));
    return normalizeFirst ? sum : norm.write(normalization(), sum);
  }

  private LayerNormalization normalization() {
    return new LayerNormalization(
        List.of(-1),
        layerNormEpsilon,
        true,
        true,
        new Zeros(),
        new Ones(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private MultiHeadAttention attention(int keyDim, boolean causal) {
    return new MultiHeadAttention(
        numHeads,
        keyDim,
        Optional.empty(),
        dropout,
        true,
        Optional.empty(),
        causal,
        kernelInitializer,
        biasInitializer,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private Dense dense(int units, Activation function) {
    return new Dense(
        units,
        function,
        true,
        kernelInitializer,
        biasInitializer,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }
}
