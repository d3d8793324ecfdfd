package dev.nn.core.metrics;

import dev.nn.api.spec.Doc;
import dev.nn.api.spec.Type;
import dev.nn.api.tensor.DataType;
import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.Tensor;
import dev.nn.api.train.Metric;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * For each class precision, recall, f1 = 2·p·r/(p + r) and support, the weight of its rows; 0 where
 * a divisor is. The predicted class is the greatest prediction, or of a single column whether it is
 * above 0.5. Predictions [batch, ..., classes], targets one-hot or class indices; [classes, 4], NaN
 * if nothing was seen. Where one number is wanted: the mean f1.
 */
@Type("classification_report")
@Doc("precision, recall, f1 and support of each class")
public record ClassificationReport() implements Metric {
  private static final List<String> COLUMNS = List.of("precision", "recall", "f1", "support");

  @Override
  public List<String> columns() {
    return COLUMNS;
  }

  @Override
  public Accumulator start() {
    ClassCounts counts = new ClassCounts();
    return new Accumulator() {
      @Override
      public void update(Tensor predictions, Tensor targets, Optional<Tensor> sampleWeights) {
        counts.update(predictions, targets, sampleWeights);
      }

      @Override
      public Tensor result() {
        int classes = counts.classes();
        if (classes == 0) {
          return Tensor.scalar(DataType.FLOAT64, Double.NaN);
        }
        double[] table = new double[classes * COLUMNS.size()];
        for (int k = 0; k < classes; k++) {
          double hits = counts.at(k, k);
          double precision = Accumulators.share(hits, counts.predicted(k));
          double recall = Accumulators.share(hits, counts.truth(k));
          table[4 * k] = precision;
          table[4 * k + 1] = recall;
          table[4 * k + 2] = Accumulators.share(2 * precision * recall, precision + recall);
          table[4 * k + 3] = counts.truth(k);
        }
        return Tensor.of(Shape.of(classes, COLUMNS.size()), table);
      }

      @Override
      public OptionalDouble summary() {
        double[] table = result().toDoubles();
        return IntStream.range(0, counts.classes()).mapToDouble(k -> table[4 * k + 2]).average();
      }
    };
  }

  @Override
  public Reads reads(Shape prediction) {
    return Accumulators.column(prediction);
  }
}
