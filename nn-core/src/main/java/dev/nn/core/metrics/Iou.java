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
 * Intersection over union of some classes: rows that are, and are predicted to be, of a class, over
 * those that are either; their mean, without classes that never occur. Predictions [batch, ...]
 * with the classes along an axis, or class indices, targets class indices without the axis, or
 * one-hot; a scalar.
 *
 * @param numClasses ≥ 2; from the predictions if they have a number for each class
 * @param targetClassIds classes that the mean is over
 * @param ignoreClass true class that does not count, such as -1
 * @param sparseYTrue whether targets are class indices; by their shape if left out
 * @param sparseYPred whether predictions are class indices; by their shape if left out
 * @param axis of the classes
 */
@Type("iou")
@Doc("intersection over union of some classes")
public record Iou(
    @Doc("number of classes; from the predictions if they have a number for each") @Range(min = 2)
        Optional<Integer> numClasses,
    @Doc("classes that the mean is over") @Range(min = 0) List<Integer> targetClassIds,
    @Doc("true class that does not count") Optional<Integer> ignoreClass,
    @Doc("whether targets are class indices; by their shape if left out")
        Optional<Boolean> sparseYTrue,
    @Doc("whether predictions are class indices; by their shape if left out")
        Optional<Boolean> sparseYPred,
    @Default("-1") @Doc("axis of the classes") int axis)
    implements Metric {
  /** Fails if a class is beyond the number of classes. */
  public Iou {
    targetClassIds = List.copyOf(targetClassIds);
    Iou.expectAmong(targetClassIds, numClasses);
  }

  @Override
  public Accumulator start() {
    return new Overlaps(
        numClasses, Optional.of(targetClassIds), ignoreClass, sparseYTrue, sparseYPred, axis);
  }

  static void expectAmong(List<Integer> targetClassIds, Optional<Integer> numClasses) {
    for (int id : targetClassIds) {
      if (numClasses.isPresent() && id >= numClasses.get()) {
        throw new IllegalArgumentException(
            "target_class_ids names class " + id + ", where there are " + numClasses.get());
      }
    }
  }

  @Override
  public Reads reads(Shape prediction) {
    return Reads.CLASSES;
  }
}
