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
   * @param weights {@code [batch]}, or null
   * @return a scalar
   */
  public static Value reduce(LossReduction reduction, Value each, Value weights) {
    if (weights == null) {
      return reduction == LossReduction.SUM ? each.sum() : each.mean();
    }
    Value perExample = weights.reshape(column(each.shape()));
    Value weighted = each.multiply(perExample);
    return switch (reduction) {
      case SUM -> weighted.sum();
      case SUM_OVER_BATCH_SIZE -> weighted.mean();
      case MEAN_WITH_SAMPLE_WEIGHT ->
          weighted.sum().divide(perExample.broadcastTo(each.shape()).sum());
    };
  }

  private static Shape column(Shape shape) {
    int[] sizes = new int[shape.rank()];
    Arrays.fill(sizes, 1);
    sizes[0] = shape.size(0);
    return Shape.of(sizes);
  }
}
