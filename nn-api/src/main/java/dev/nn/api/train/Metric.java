package dev.nn.api.train;

import dev.nn.api.tensor.Tensor;
import java.util.Optional;

/** A measure of predictions, exact over any number of batches: a record that makes accumulators. */
public interface Metric {
  /** A fresh accumulator. */
  Accumulator start();

  /** Whether a greater value is better; for early stopping and checkpoints. */
  default boolean greaterIsBetter() {
    return true;
  }

  /** What has been seen so far. Not thread-safe. */
  interface Accumulator {
    /**
     * Takes in a batch.
     *
     * @param predictions {@code [batch, ...]}, floating: probabilities where the last layer gives
     *     such
     * @param targets {@code [batch, ...]}
     * @param sampleWeights {@code [batch]}
     */
    void update(Tensor predictions, Tensor targets, Optional<Tensor> sampleWeights);

    /** The measure; a scalar, or one number per class or threshold. NaN if nothing was seen. */
    Tensor result();
  }
}
