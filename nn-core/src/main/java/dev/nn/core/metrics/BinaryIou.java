package dev.nn.core.metrics;

import dev.nn.api.spec.Default;
import dev.nn.api.spec.Doc;
import dev.nn.api.spec.Range;
import dev.nn.api.spec.Type;
import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.Tensor;
import dev.nn.api.train.Metric;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Intersection over union of the classes 0 and 1, or of one of them; 1 is predicted by a number ≥
 * threshold. Predictions, targets 0 or 1 [batch, ...]; a scalar.
 *
 * @param targetClassIds 0, 1 or both, of which the mean is taken
 * @param threshold from it on a prediction counts as 1
 */
@Type("binary_iou")
@Doc("intersection over union of decisions a ≥ threshold")
public record BinaryIou(
    @Default("[0, 1]") @Doc("classes that the mean is over") @Range(min = 0, max = 1)
        List<Integer> targetClassIds,
    @Default("0.5") @Doc("from it on a prediction counts as 1") double threshold)
    implements Metric {
  /** Copies the list. */
  public BinaryIou {
    targetClassIds = List.copyOf(targetClassIds);
  }

  @Override
  public Accumulator start() {
    Overlaps overlaps =
        new Overlaps(
            Optional.of(2),
            Optional.of(targetClassIds),
            Optional.empty(),
            Optional.of(true),
            Optional.of(true),
            -1);
    return new Accumulator() {
      @Override
      public void update(Tensor predictions, Tensor targets, Optional<Tensor> sampleWeights) {
        double[] decided = predictions.toDoubles();
        Arrays.setAll(decided, i -> decided[i] >= threshold ? 1 : 0);
        overlaps.update(Tensor.of(predictions.shape(), decided), targets, sampleWeights);
      }

      @Override
      public Tensor result() {
        return overlaps.result();
      }
    };
  }

  @Override
  public Reads reads(Shape prediction) {
    return threshold > 0 ? Reads.PROBABILITIES : Reads.CLASSES;
  }
}
