package dev.nn.core.metrics;

import dev.nn.api.spec.Default;
import dev.nn.api.spec.Doc;
import dev.nn.api.spec.Range;
import dev.nn.api.spec.Type;
import dev.nn.api.tensor.Shape;
import dev.nn.api.train.Metric;
import java.util.Optional;

/**
 * Mean over all classes of intersection over union; see {@link Iou}. Predictions [batch, ...] with
 * the classes along an axis, or class indices, targets class indices without the axis, or one-hot;
 * a scalar.
 *
 * @param numClasses ≥ 2; from the predictions if they have a number for each class
 * @param ignoreClass true class that does not count, such as -1
 * @param sparseYTrue whether targets are class indices; by their shape if left out
 * @param sparseYPred whether predictions are class indices; by their shape if left out
 * @param axis of the classes
 */
@Type("mean_iou")
@Doc("intersection over union, mean over classes")
public record MeanIou(
    @Doc("number of classes; from the predictions if they have a number for each") @Range(min = 2)
        Optional<Integer> numClasses,
    @Doc("true class that does not count") Optional<Integer> ignoreClass,
    @Doc("whether targets are class indices; by their shape if left out")
        Optional<Boolean> sparseYTrue,
    @Doc("whether predictions are class indices; by their shape if left out")
        Optional<Boolean> sparseYPred,
    @Default("-1") @Doc("axis of the classes") int axis)
    implements Metric {
  @Override
  public Accumulator start() {
    return new Overlaps(numClasses, Optional.empty(), ignoreClass, sparseYTrue, sparseYPred, axis);
  }

  @Override
  public Reads reads(Shape prediction) {
    return Reads.CLASSES;
  }
}
