package dev.nn.core.train;

import dev.nn.api.graph.Value;
import dev.nn.api.op.Comparison;
import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.ShapeException;
import dev.nn.api.train.Loss;
import dev.nn.api.train.LossReduction;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

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
   * A cost and what went into it.
   *
   * @param total a scalar
   * @param counts which of the single costs count, 1 or 0, of their shape; all if empty
   */
  public record Cost(Value total, Optional<Value> counts) {}

  /**
   * The cost of a prediction.
   *
   * @param weights {@code [batch]}, or further leading axes of the costs
   * @return a scalar
   * @throws ShapeException if target and prediction do not fit, or the weights do not fit the costs
   */
  public static Value of(Loss loss, Value prediction, Value target, Optional<Value> weights) {
    return of(loss, prediction, target, weights.stream().toList(), Optional.empty()).total();
  }

  /**
   * The same with any number of factors as weights, and a mask as a layer has attached it to the
   * prediction.
   *
   * @param weights each {@code [batch]}, or further leading axes of the costs
   * @param mask bool or floating {@code [batch]}, or further leading axes of the costs
   */
  public static Cost of(
      Loss loss, Value prediction, Value target, List<Value> weights, Optional<Value> mask) {
    Value each = loss.apply(prediction, target);
    Optional<Value> counts =
        product(
            Stream.concat(mask.stream(), loss.mask(prediction, target).stream())
                .map(m -> stretched(m.cast(each.dtype()), each, "the mask")));
    Optional<Value> weight = product(weights.stream().map(w -> stretched(w, each, "a weight")));
    Value total = reduce(loss.reduction(), each, weight, counts);
    return new Cost(total, counts.map(m -> m.broadcastTo(each.shape())));
  }

  private static Value reduce(
      LossReduction reduction, Value each, Optional<Value> weight, Optional<Value> counts) {
    Optional<Value> factor = product(Stream.concat(weight.stream(), counts.stream()));
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

  private static Optional<Value> product(Stream<Value> factors) {
    return factors.reduce(Value::multiply);
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
