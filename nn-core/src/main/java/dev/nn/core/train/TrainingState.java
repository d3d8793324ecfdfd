package dev.nn.core.train;

import dev.nn.api.train.CallbackState;
import dev.nn.core.model.Weights;
import java.util.List;
import java.util.Optional;

/**
 * All that a training run is made of after an epoch: what a later one needs to go on as if there
 * had been no interruption. Orders of examples and random layers follow from the seed and the
 * number of the epoch or step.
 *
 * @param epochs finished epochs, ≥ 0
 * @param rateFactor what callbacks have made of the learning rate
 * @param stopped why a callback ended the run after this epoch, if one did
 * @param variables all of the model's, the optimizer's too
 * @param callbacks states of those that remember something, in their order
 */
public record TrainingState(
    int epochs,
    double rateFactor,
    Optional<String> stopped,
    Weights variables,
    List<CallbackState> callbacks) {
  /** Copies the list. */
  public TrainingState {
    callbacks = List.copyOf(callbacks);
  }
}
