package dev.nn.core.metrics;

import dev.nn.api.spec.Default;
import dev.nn.api.spec.Doc;
import dev.nn.api.spec.Range;
import dev.nn.api.spec.Type;
import dev.nn.api.tensor.Shape;
import dev.nn.api.train.Metric;
import java.util.List;
import java.util.Optional;

/**
 * Intersection over union of some classes, targets one-hot; see {@link Iou}. Predictions [batch,
 * ...] with the classes along an axis, or class indices, targets one-hot; a scalar.
 *
 * @param numClasses ≥ 2; from the predictions if they have a number for each class
 * @param targetClassIds classes that the mean is over
 * @param ignoreClass true class that does not count, such as -1
 * @param sparseYPred whether predictions are class indices
 * @param axis of the classes
 */
@Type("one_hot_iou")
@Doc("intersection over union of some classes; one-hot targets")
public record OneHotIou(
    @Doc("number of classes; from the predictions if they have a number for each") @Range(min = 2)
        Optional<Integer> numClasses,
    @Doc("classes that the mean is over") @Range(min = 0) List<Integer> targetClassIds,
    @Doc("true class that does not count") Optional<Integer> ignoreClass,
    @Default("false") @Doc("whether predictions are class indices") boolean sparseYPred,
    @Default("-1") @Doc("axis of the classes") int axis)
    implements Metric {
  /** Fails if a class is beyond the number of classes. */
  public OneHotIou {
    targetClassIds = List.copyOf(targetClassIds);
    Iou.expectAmong(targetClassIds, numClasses);
  }

  @Override
  public Accumulator start() {
    return new Overlaps(
        numClasses,
        Optional.of(targetClassIds),
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
