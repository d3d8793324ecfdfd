package dev.nn.api.train;

import dev.nn.api.data.DataRequest.TargetKind;
import dev.nn.api.graph.Value;
import java.util.Optional;

/** What training minimises: a record and a formula. */
public interface Loss {
  /**
   * The cost before it is averaged: one number per example (and time step, …), with Keras's shapes.
   *
   * <p>A loss over probabilities or logits looks at what computed the prediction: after a softmax
   * or sigmoid it goes back to the logits and uses the stable form; otherwise it takes the
   * prediction for logits, unless {@code from_logits} is stated.
   *
   * @param prediction the model's output, {@code [batch, ...]}
   * @param target {@code [batch, ...]}; floating, or int32 class indices
   * @return {@code [batch, ...]}
   * @throws dev.nn.api.tensor.ShapeException if target and prediction do not fit
   */
  Value apply(Value prediction, Value target);

  /**
   * Which of those numbers count: 1 where they do, 0 where they do not; all, if empty. What does
   * not count is left out of a mean's divisor too.
   *
   * @return floating, the cost's shape
   */
  default Optional<Value> mask(Value prediction, Value target) {
    return Optional.empty();
  }

  /** How those numbers become one. */
  default LossReduction reduction() {
    return LossReduction.SUM_OVER_BATCH_SIZE;
  }

  /** How the target is to be encoded for a prediction with so many units in its last axis. */
  TargetKind targetKind();

  /**
   * Whether the prediction is taken for logits, for messages and summaries; false for losses
   * without that notion.
   */
  default boolean readsLogits(Value prediction) {
    return false;
  }
}
