package dev.nn.core.metrics;

import dev.nn.api.spec.Doc;
import dev.nn.api.spec.Type;
import dev.nn.api.tensor.Shape;
import dev.nn.api.train.Metric;

/**
 * Weighted numbers of rows by true class (down) and predicted class (across): the greatest
 * prediction, or of a single column whether it is above 0.5. Predictions [batch, ..., classes],
 * targets one-hot or class indices; [classes, classes], [0, 0] if nothing was seen.
 */
@Type("confusion_matrix")
@Doc("numbers of rows by true and predicted class")
public record ConfusionMatrix() implements Metric {
  @Override
  public Accumulator start() {
    return new CountedClasses(ClassCounts::matrix);
  }

  @Override
  public Reads reads(Shape prediction) {
    return Accumulators.column(prediction);
  }
}
