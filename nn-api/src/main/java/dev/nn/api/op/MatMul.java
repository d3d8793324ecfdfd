package dev.nn.api.op;

import dev.nn.api.graph.Backward;
import dev.nn.api.graph.Op;
import dev.nn.api.graph.Value;
import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.ShapeException;
import dev.nn.api.tensor.TensorType;
import java.util.List;

/**
 * C = A·B over the last two axes, either operand transposed on request. Shapes: A [..., m, k] (or
 * [..., k, m] if transposed), B [..., k, n] (or [..., n, k]) → C [..., m, n]; leading axes equal.
 * With no transposition ∂A = ∂C·Bᵀ and ∂B = Aᵀ·∂C: backpropagation through a matrix product is two
 * matrix products.
 *
 * @param transposeLeft take Aᵀ
 * @param transposeRight take Bᵀ
 */
public record MatMul(boolean transposeLeft, boolean transposeRight) implements Op {
  @Override
  public String name() {
    return "matmul";
  }

  @Override
  public List<TensorType> infer(List<TensorType> inputs) {
    Elementwise.expectCount(this, inputs, 2);
    Elementwise.expectSame(this, inputs.get(0), inputs.get(1));
    Shape a = inputs.get(0).shape();
    Shape b = inputs.get(1).shape();
    if (a.rank() < 2 || a.rank() != b.rank() || !inputs.get(0).dtype().isFloating()) {
      throw new ShapeException(
          "matmul needs two floating matrices, or equal stacks of them, not "
              + inputs.get(0)
              + " and "
              + inputs.get(1));
    }
    Shape batch = a.subshape(0, a.rank() - 2);
    int inner = a.size(transposeLeft ? -2 : -1);
    if (inner != b.size(transposeRight ? -1 : -2) || !batch.equals(b.subshape(0, b.rank() - 2))) {
      throw new ShapeException("matmul cannot multiply " + left(a) + " by " + right(b));
    }
    int rows = a.size(transposeLeft ? -1 : -2);
    int columns = b.size(transposeRight ? -2 : -1);
    return List.of(inputs.get(0).withShape(batch.concat(Shape.of(rows, columns))));
  }

  private String left(Shape shape) {
    return shape + (transposeLeft ? " (transposed)" : "");
  }

  private String right(Shape shape) {
    return shape + (transposeRight ? " (transposed)" : "");
  }

  @Override
  public void backward(Backward at) {
    Value a = at.input(0);
    Value b = at.input(1);
    Value dc = at.gradient();
    if (at.needs(0)) {
      at.accumulate(
          0,
          transposeLeft
              ? b.matmul(dc, transposeRight, true)
              : dc.matmul(b, false, !transposeRight));
    }
    if (at.needs(1)) {
      at.accumulate(
          1,
          transposeRight ? dc.matmul(a, true, transposeLeft) : a.matmul(dc, !transposeLeft, false));
    }
  }
}
