package dev.nn.config.spec;

import dev.nn.api.spec.Default;
import dev.nn.api.spec.Doc;
import dev.nn.api.spec.Range;
import dev.nn.api.tensor.DataType;
import dev.nn.core.train.TrainingOptions;
import java.util.Locale;

/**
 * How long and in what portions; defaults as in Keras.
 *
 * @param epochs passes over the training data
 * @param batchSize examples per step
 * @param shuffle whether each epoch has another order
 * @param dtype of parameters and activations
 */
public record TrainSpec(
    @Doc("Passes over the training data") @Default("1") @Range(min = 1) int epochs,
    @Doc("Examples per step") @Default("32") @Range(min = 1) int batchSize,
    @Doc("Another order in each epoch") @Default("true") boolean shuffle,
    @Doc("Type of parameters and activations") @Default("float32") Precision dtype) {

  /** A floating type. */
  public enum Precision {
    /** Fast; for training. */
    FLOAT32,
    /** For gradient checks. */
    FLOAT64;

    /** As the engine calls it. */
    public DataType dataType() {
      return this == FLOAT32 ? DataType.FLOAT32 : DataType.FLOAT64;
    }

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** For the training loop. */
  public TrainingOptions options(long seed) {
    return new TrainingOptions(epochs, batchSize, shuffle, seed);
  }
}
