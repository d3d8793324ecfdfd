package dev.nn.core.metrics;

import dev.nn.api.spec.Doc;
import dev.nn.api.spec.Type;
import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.Tensor;
import dev.nn.api.train.Metric;
import java.util.Optional;

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
    return new Accumulator() {
      private int width = -1;
      private int classes;
      private double[] counts = new double[0];

      @Override
      public void update(Tensor predictions, Tensor targets, Optional<Tensor> sampleWeights) {
        Rows rows = Rows.either(predictions, targets, sampleWeights);
        if (width < 0) {
          width = rows.width();
          classes = Math.max(2, width);
          counts = new double[classes * classes];
        }
        Accumulators.expectWidth(width, rows);
        for (int row = 0; row < rows.count(); row++) {
          double[] a = rows.prediction(row);
          int predicted = width == 1 ? (a[0] > 0.5 ? 1 : 0) : Rows.greatest(a);
          int truth = width == 1 ? (int) rows.target(row)[0] : rows.index(row);
          if (truth < 0 || truth >= classes) {
            throw new IllegalArgumentException(
                "target " + truth + " is not one of " + classes + " classes");
          }
          counts[truth * classes + predicted] += rows.weight(row);
        }
      }

      @Override
      public Tensor result() {
        return Tensor.of(Shape.of(classes, classes), counts.clone());
      }
    };
  }
}
