package dev.nn.api.op;

import dev.nn.api.graph.Backward;
import dev.nn.api.graph.GraphBuilder;
import dev.nn.api.graph.Op;
import dev.nn.api.graph.Value;
import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.ShapeException;
import dev.nn.api.tensor.TensorType;
import java.util.List;

/**
 * y = γ·(x − μ)·r + β along the last axis, with the row's mean μ and r = 1/√(σ² + ε), σ² its
 * population variance. Shapes: x [..., n], γ [n], β [n] → y [..., n], μ [..., 1], r [..., 1].
 * Nothing flows back through μ and r. Ba, Kiros and Hinton (2016).
 *
 * @param epsilon ε
 */
public record LayerNorm(double epsilon) implements Op.Composite {
  @Override
  public String name() {
    return "layer_norm";
  }

  @Override
  public List<TensorType> infer(List<TensorType> inputs) {
    Elementwise.expectCount(this, inputs, 3);
    TensorType x = inputs.get(0);
    if (x.shape().rank() < 2 || !x.dtype().isFloating()) {
      throw new ShapeException("layer_norm needs rows of floating-point numbers, not " + x);
    }
    TensorType row = x.withShape(Shape.of(x.shape().size(-1)));
    if (!inputs.get(1).equals(row) || !inputs.get(2).equals(row)) {
      throw new ShapeException(
          "layer_norm of " + x + " needs factors and summands " + row + ", not " + inputs);
    }
    TensorType statistic = x.withShape(x.shape().with(-1, 1));
    return List.of(x, statistic, statistic);
  }

  @Override
  public void backward(Backward at) {
    List<Value> gradients =
        at.output()
            .builder()
            .emit(
                new LayerNormGradient(),
                List.of(
                    at.input(0),
                    at.input(1),
                    at.output(1),
                    at.output(2),
                    at.gradient(0).orElseThrow()));
    for (int i = 0; i < 3; i++) {
      at.accumulate(i, gradients.get(i));
    }
  }

  @Override
  public List<Value> decompose(GraphBuilder builder, List<Value> inputs) {
    Value x = inputs.get(0);
    Value mean = x.reduce(Reduction.MEAN, true, -1).labelled("μ");
    Value centred = x.subtract(mean);
    Value variance = centred.square().reduce(Reduction.MEAN, true, -1).labelled("σ²");
    Value r = variance.add(epsilon).sqrt().reciprocal();
    return List.of(centred.multiply(r).multiply(inputs.get(1)).add(inputs.get(2)), mean, r);
  }
}
