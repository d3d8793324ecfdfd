package dev.nn.core.metrics;

import dev.nn.api.spec.Doc;
import dev.nn.api.spec.Type;
import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.Tensor;
import dev.nn.api.train.Metric;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Share of right predictions, in the form that the shapes ask for: {@link
 * SparseCategoricalAccuracy} for class indices, {@link CategoricalAccuracy} for one-hot targets,
 * and for a single column {@link BinaryAccuracy} at 0.5, unless a target is neither 0 nor 1: then
 * the share of predictions that equal their target. Predictions [batch, ..., n]; a scalar.
 */
@Type(value = "accuracy", aliases = "acc")
@Doc("share of right predictions")
public record Accuracy() implements Metric {
  @Override
  public Accumulator start() {
    return new Accumulator() {
      private final Accumulator sparse = new SparseCategoricalAccuracy().start();
      private final Accumulator categorical = new CategoricalAccuracy().start();
      private final Accumulator binary = new BinaryAccuracy(0.5).start();
      private final Accumulator equal = RowMean.of((a, t) -> a == t ? 1 : 0);
      private Accumulator chosen = binary;

      @Override
      public void update(Tensor predictions, Tensor targets, Optional<Tensor> sampleWeights) {
        if (!isColumn(predictions.shape())) {
          boolean paired = Rows.paired(predictions.shape(), targets.shape());
          chosen = paired ? categorical : sparse;
          chosen.update(predictions, targets, sampleWeights);
          return;
        }
        // Both, since a target that decides between them may come in a later batch.
        binary.update(predictions, targets, sampleWeights);
        equal.update(predictions, targets, sampleWeights);
        if (IntStream.range(0, targets.size())
            .mapToDouble(targets::get)
            .anyMatch(t -> t != 0 && t != 1)) {
          chosen = equal;
        }
      }

      @Override
      public Tensor result() {
        return chosen.result();
      }
    };
  }

  @Override
  public Metric resolve(Shape predictions, Shape targets) {
    if (isColumn(predictions)) {
      return this;
    }
    return Rows.paired(predictions, targets)
        ? new CategoricalAccuracy()
        : new SparseCategoricalAccuracy();
  }

  private static boolean isColumn(Shape predictions) {
    return predictions.rank() < 2 || predictions.size(-1) == 1;
  }

  @Override
  public Reads reads(Shape prediction) {
    return Accumulators.column(prediction);
  }
}
