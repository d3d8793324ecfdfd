package dev.nn.api.op;

import dev.nn.api.graph.Backward;
import dev.nn.api.graph.GraphBuilder;
import dev.nn.api.graph.Op;
import dev.nn.api.graph.Value;
import dev.nn.api.tensor.DataType;
import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.ShapeException;
import dev.nn.api.tensor.TensorType;
import java.util.List;

/**
 * C = −ln softmax(z)[class], and the probabilities a = softmax(z). Shapes: logits z [..., classes],
 * int32 class [...] → C [...], a [..., classes]. ∂C/∂z = a − onehot(class): no division, no
 * overflow, which is why it is one op. Nothing flows back through a. A class outside the logits is
 * an error at run time.
 */
public record SparseSoftmaxCrossEntropy() implements Op.Composite {
  @Override
  public String name() {
    return "sparse_softmax_cross_entropy";
  }

  @Override
  public List<TensorType> infer(List<TensorType> inputs) {
    Elementwise.expectCount(this, inputs, 2);
    TensorType logits = inputs.get(0);
    TensorType classes = inputs.get(1);
    if (!logits.dtype().isFloating()
        || classes.dtype() != DataType.INT32
        || logits.shape().rank() < 1
        || !logits.shape().subshape(0, logits.shape().rank() - 1).equals(classes.shape())) {
      throw new ShapeException(
          "needs logits [..., classes] and int32 classes [...], not " + logits + " and " + classes);
    }
    return List.of(logits.withShape(classes.shape()), logits);
  }

  @Override
  public void backward(Backward at) {
    Shape rows = at.output(0).shape().concat(Shape.of(1));
    Value logits = at.input(0);
    Value truth =
        logits.builder().emit(new OneHot(logits.shape().size(-1), logits.dtype()), at.input(1));
    at.accumulate(
        0, at.output(1).subtract(truth).multiply(at.gradient(0).orElseThrow().reshape(rows)));
  }

  @Override
  public List<Value> decompose(GraphBuilder builder, List<Value> inputs) {
    Value logits = inputs.get(0);
    Value truth = builder.emit(new OneHot(logits.shape().size(-1), logits.dtype()), inputs.get(1));
    // Not a product with the truth: a class of probability 0 has −∞ here, and −∞ · 0 is NaN.
    Value picked = truth.greater(0).select(logits.logSoftmax(), logits.constant(0));
    return List.of(picked.sum(-1).negate(), logits.softmax());
  }
}
