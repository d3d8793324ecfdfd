package dev.nn.core.train;

import dev.nn.api.graph.Value;
import dev.nn.api.op.Comparison;
import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.ShapeException;
import dev.nn.api.train.Loss;
import dev.nn.api.train.LossReduction;
import java.util.Arrays;
import java.util.Optional;

/**
 * From the costs of a batch to one number C. With costs c, weights w and a mask m, 1 where a cost
 * counts and else 0:
 *
 * <pre>
 * sum                      C = Σ m·w·c
 * sum_over_batch_size      C = Σ m·w·c / Σ m
 * mean_with_sample_weight  C = Σ m·w·c / Σ m·w
 * </pre>
 *
 * <p>Where nothing counts, C = 0.
 */
public final class Costs {
  private Costs() {}

  /**
   * The cost of a prediction.
   *
   * @param weights {@code [batch]}, or further leading axes of the costs
   * @return a scalar
   * @throws ShapeException if target and prediction do not fit, or the weights do not fit the costs
   */
  public static Value of(Loss loss, Value prediction, Value target, Optional<Value> weights) {
    return of(loss, prediction, target, weights, Optional.empty());
  }

  /**
   * The same with a mask, as a layer has attached it to the prediction.
   *
   * @param mask bool or floating {@code [batch]}, or further leading axes of the costs
   */
  public static Value of(
      Loss loss, Value prediction, Value target, Optional<Value> weights, Optional<Value> mask) {
    Value each = loss.apply(prediction, target);
    Optional<Value> outer = mask.map(m -> stretched(m.cast(each.dtype()), each, "the mask"));
    Optional<Value> own = loss.mask(prediction, target).map(m -> stretched(m, each, "the mask"));
    Optional<Value> counts = product(outer, own);
    return reduce(loss.reduction(), each, weights, counts);
  }

  private static Value reduce(
      LossReduction reduction, Value each, Optional<Value> weights, Optional<Value> counts) {
    Optional<Value> stretched = weights.map(w -> stretched(w, each, "a weight"));
    Optional<Value> factor = product(stretched, counts);
    Value sized = factor.map(each::multiply).orElse(each);
    return switch (reduction) {
      case SUM -> sized.sum();
      case SUM_OVER_BATCH_SIZE ->
          counts.map(m -> share(sized.sum(), m, each.shape())).orElseGet(sized::mean);
      case MEAN_WITH_SAMPLE_WEIGHT ->
          factor.map(w -> share(sized.sum(), w, each.shape())).orElseGet(sized::mean);
    };
  }

  /** Σ/Σw, and 0 where Σw is. */
  private static Value share(Value sum, Value w, Shape shape) {
    Value all = w.broadcastTo(shape).sum();
    Value none = all.compare(Comparison.EQUAL, all.constant(0));
    return sum.divide(none.select(all.constant(1), all));
  }

  static Optional<Value> product(Optional<Value> a, Optional<Value> b) {
    return a.isPresent() && b.isPresent() ? Optional.of(a.get().multiply(b.get())) : a.or(() -> b);
  }

  /** With a 1 for each axis of the costs that it lacks. */
  private static Value stretched(Value x, Value each, String what) {
    Shape shape = x.shape();
    Shape costs = each.shape();
    int rank = shape.rank();
    // A last axis of size 1 says nothing.
    if (rank == costs.rank() + 1 && shape.size(-1) == 1) {
      return stretched(x.reshape(shape.subshape(0, rank - 1)), each, what);
    }
    if (rank > costs.rank() || !shape.equals(costs.subshape(0, rank))) {
      throw new ShapeException(
          what
              + " for each of "
              + shape
              + " does not fit costs "
              + costs
              + ": the loss gives "
              + (costs.rank() == 0 ? "one cost for the whole batch" : "no cost for each of them"));
    }
    int[] sizes = Arrays.copyOf(shape.toArray(), costs.rank());
    Arrays.fill(sizes, rank, costs.rank(), 1);
    return x.reshape(Shape.of(sizes));
  }
}
