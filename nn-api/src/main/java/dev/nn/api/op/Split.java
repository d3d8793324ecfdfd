package dev.nn.api.op;

import dev.nn.api.graph.Backward;
import dev.nn.api.graph.GraphBuilder;
import dev.nn.api.graph.Op;
import dev.nn.api.graph.Value;
import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.ShapeException;
import dev.nn.api.tensor.TensorType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * An axis cut into equal parts, one output for each. Its gradient is {@link Concat}: one op, where
 * as many slices would each send back a gradient of the size of the whole.
 *
 * @param axis from 0
 * @param parts how many, a divisor of the axis' size
 */
public record Split(int axis, int parts) implements Op.Composite {
  @Override
  public String name() {
    return "split";
  }

  @Override
  public List<TensorType> infer(List<TensorType> inputs) {
    Elementwise.expectCount(this, inputs, 1);
    Shape from = inputs.get(0).shape();
    int size = from.size(axis);
    if (parts < 1 || size % parts != 0) {
      throw new ShapeException(
          "axis %d of %s cannot be cut into %d equal parts".formatted(axis, from, parts));
    }
    return Collections.nCopies(parts, inputs.get(0).withShape(from.with(axis, size / parts)));
  }

  @Override
  public void backward(Backward at) {
    List<Value> gradients = new ArrayList<>();
    for (int i = 0; i < parts; i++) {
      Value part = at.output(i);
      gradients.add(at.gradient(i).orElseGet(() -> part.constant(0).broadcastTo(part.shape())));
    }
    at.accumulate(0, at.output(0).builder().emit(new Concat(axis), gradients).get(0));
  }

  @Override
  public List<Value> decompose(GraphBuilder builder, List<Value> inputs) {
    int size = inputs.get(0).shape().size(axis) / parts;
    List<Value> slices = new ArrayList<>();
    for (int i = 0; i < parts; i++) {
      slices.add(inputs.get(0).slice(axis, i * size, size));
    }
    return slices;
  }
}
