package dev.nn.api.train;

import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.Tensor;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** A measure of predictions, exact over any number of batches: a record that makes accumulators. */
public interface Metric {
  /** A fresh accumulator. */
  Accumulator start();

  /** Whether a greater value is better; for early stopping and checkpoints. */
  default boolean greaterIsBetter() {
    return true;
  }

  /** What a metric takes predictions and targets for. */
  enum Reads {
    /** Numbers of any kind. */
    NUMBERS,
    /** Classes: targets name them, a greater prediction is a likelier class. */
    CLASSES,
    /** Classes and their probabilities; logits would be misread. */
    PROBABILITIES
  }

  /** What it takes predictions of this shape for, so that a misuse is seen before anything runs. */
  default Reads reads(Shape prediction) {
    return Reads.NUMBERS;
  }

  /**
   * The metric that this one is on predictions and targets {@code [batch, ...]}, if its name leaves
   * that open; itself if it does not, or if shapes do not tell.
   */
  default Metric resolve(Shape predictions, Shape targets) {
    return this;
  }

  /** Names of the columns of a result that is a table by class; empty if it is none. */
  default List<String> columns() {
    return List.of();
  }

  /** What has been seen so far. Not thread-safe. */
  interface Accumulator {
    /**
     * Takes in a batch.
     *
     * @param predictions {@code [batch, ...]}, floating: probabilities where the last layer gives
     *     such
     * @param targets {@code [batch, ...]}
     * @param sampleWeights {@code [batch]}, or further leading axes of the predictions, such as
     *     {@code [batch, time]}; 0 for what does not count
     */
    void update(Tensor predictions, Tensor targets, Optional<Tensor> sampleWeights);

    /** The measure; a scalar, or one number per class or threshold. NaN if nothing was seen. */
    Tensor result();

    /**
     * One number where one is wanted, to be shown after each epoch or to decide when to stop: the
     * result if it is one; a metric with several may say which stands for them. Empty: none does.
     */
    default OptionalDouble summary() {
      Tensor result = result();
      return result.size() == 1 ? OptionalDouble.of(result.item()) : OptionalDouble.empty();
    }
  }
}
