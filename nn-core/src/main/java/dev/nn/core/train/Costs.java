package dev.nn.core.train;

import dev.nn.api.graph.Value;
import dev.nn.api.tensor.Shape;
import dev.nn.api.train.LossReduction;
import java.util.Arrays;

/** From the costs of a batch to one number. */
public final class Costs {
  private Costs() {}

  /**
   * @param each {@code [batch, ...]}
   * @param weights {@code [batch]}, or further leading axes of the costs; or null
   * @return a scalar
   */
  public static Value reduce(LossReduction reduction, Value each, Value weights) {
    if (weights == null) {
      return reduction == LossReduction.SUM ? each.sum() : each.mean();
    }
    Value perExample = weights.reshape(stretched(weights.shape(), each.shape()));
    Value weighted = each.multiply(perExample);
    return switch (reduction) {
      case SUM -> weighted.sum();
      case SUM_OVER_BATCH_SIZE -> weighted.mean();
      case MEAN_WITH_SAMPLE_WEIGHT ->
          weighted.sum().divide(perExample.broadcastTo(each.shape()).sum());
    };
  }

  /** The weights' shape with a 1 for each axis of the costs that they lack. */
  private static Shape stretched(Shape weights, Shape costs) {
    int[] sizes = Arrays.copyOf(weights.toArray(), costs.rank());
    Arrays.fill(sizes, weights.rank(), costs.rank(), 1);
    return Shape.of(sizes);
  }
}
