package dev.nn.api.op;

import dev.nn.api.graph.Backward;
import dev.nn.api.graph.Op;
import dev.nn.api.graph.Value;
import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.ShapeException;
import dev.nn.api.tensor.TensorType;
import java.util.ArrayList;
import java.util.List;

/**
 * Sum, mean, maximum or minimum over axes. Shapes: x [...] → y without the axes, or with size 1 in
 * their place. The gradient of a maximum is shared equally among ties.
 *
 * @param reduction which
 * @param axes ascending, from 0
 * @param keepDims keep the axes with size 1
 */
public record Reduce(Reduction reduction, List<Integer> axes, boolean keepDims) implements Op {
  /** Copies the axes. */
  public Reduce {
    axes = List.copyOf(axes);
  }

  @Override
  public String name() {
    return "reduce_" + reduction;
  }

  @Override
  public List<TensorType> infer(List<TensorType> inputs) {
    Elementwise.expectCount(this, inputs, 1);
    TensorType x = inputs.get(0);
    if (!x.dtype().isFloating()) {
      throw new ShapeException(name() + " needs floating-point numbers, not " + x);
    }
    List<Integer> sizes = new ArrayList<>();
    for (int axis = 0; axis < x.shape().rank(); axis++) {
      if (!axes.contains(axis)) {
        sizes.add(x.shape().size(axis));
      } else if (keepDims) {
        sizes.add(1);
      }
    }
    return List.of(x.withShape(Shape.of(sizes)));
  }

  /** Number of elements that become one. */
  public int count(Shape input) {
    return axes.stream().mapToInt(input::size).reduce(1, (a, b) -> a * b);
  }

  @Override
  public void backward(Backward at) {
    Value x = at.input(0);
    Shape kept = x.shape();
    for (int axis : axes) {
      kept = kept.with(axis, 1);
    }
    Value dy = at.gradient().reshape(kept);
    switch (reduction) {
      case SUM -> at.accumulate(0, dy.broadcastTo(x.shape()));
      case MEAN -> at.accumulate(0, dy.scale(1.0 / count(x.shape())).broadcastTo(x.shape()));
      case MAX, MIN -> {
        Value winner = x.compare(Comparison.EQUAL, at.output().reshape(kept)).cast(x.dtype());
        int[] over = axes.stream().mapToInt(Integer::intValue).toArray();
        Value ties = winner.reduce(Reduction.SUM, true, over);
        at.accumulate(0, winner.multiply(dy.divide(ties)));
      }
    }
  }
}
