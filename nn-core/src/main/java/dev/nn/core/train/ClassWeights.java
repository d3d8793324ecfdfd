package dev.nn.core.train;

import dev.nn.api.graph.GraphBuilder;
import dev.nn.api.graph.Value;
import dev.nn.api.op.ArgMax;
import dev.nn.api.op.OneHot;
import dev.nn.api.tensor.DataType;
import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.Tensor;

/** Weights of examples by their class. */
final class ClassWeights {
  private ClassWeights() {}

  /**
   * The weight of the class that each target names; 0 for an index that is no class. Shapes: class
   * indices [batch, ...] or one-hot rows [batch, ..., classes] → [batch, ...].
   */
  static Value of(Objective objective, Value target, DataType dtype) {
    GraphBuilder builder = target.builder();
    Value classes =
        switch (objective.loss().targetKind()) {
          case CLASS_INDEX, BINARY -> target.cast(DataType.INT32);
          case ONE_HOT -> builder.emit(new ArgMax(), target);
          case VALUE ->
              throw new IllegalArgumentException(
                  "output '" + objective.output() + "' has values as target, not classes to weigh");
        };
    int count = objective.classWeights().size();
    double[] weights = objective.classWeights().stream().mapToDouble(Double::doubleValue).toArray();
    Tensor constant = Tensor.of(Shape.of(count), weights).cast(dtype);
    // One-hot rows and not a table look-up: an ignored class has an index outside.
    return builder
        .emit(new OneHot(count, dtype), classes)
        .multiply(builder.constant(constant))
        .sum(-1);
  }
}
