package dev.nn.core.metrics;

import dev.nn.api.spec.Default;
import dev.nn.api.spec.Doc;
import dev.nn.api.spec.Range;
import dev.nn.api.spec.Type;
import dev.nn.api.tensor.Shape;
import dev.nn.api.train.Metric;
import java.util.Optional;

/**
 * Mean over all classes of intersection over union, targets one-hot; see {@link Iou}. Predictions
 * [batch, ...] with the classes along an axis, or class indices, targets one-hot; a scalar.
 *
 * @param numClasses ≥ 2; from the predictions if they have a number for each class
 * @param ignoreClass true class that does not count, such as -1
 * @param sparseYPred whether predictions are class indices
 * @param axis of the classes
 */
@Type("one_hot_mean_iou")
@Doc("intersection over union, mean over classes; one-hot targets")
public record OneHotMeanIou(
    @Doc("number of classes; from the predictions if they have a number for each") @Range(min = 2)
        Optional<Integer> numClasses,
    @Doc("true class that does not count") Optional<Integer> ignoreClass,
    @Default("false") @Doc("whether predictions are class indices") boolean sparseYPred,
    @Default("-1") @Doc("axis of the classes") int axis)
    implements Metric {
  @Override
  public Accumulator start() {
    return new Overlaps(
        numClasses,
        Optional.empty(),
        ignoreClass,
        Optional.of(false),
        Optional.of(sparseYPred),
        axis);
  }

  @Override
  public Reads reads(Shape prediction) {
    return Reads.CLASSES;
  }
}
