package dev.nn.api.train;

import java.util.Map;

/**
 * What an observer of a training run has remembered, for a later run that goes on from there.
 *
 * @param numbers such as the best value seen; any number, also infinite or none
 * @param snapshots such as the weights of the best epoch
 */
public record CallbackState(Map<String, Double> numbers, Map<String, Training.Snapshot> snapshots) {
  /** Of what remembers nothing. */
  public static final CallbackState NONE = new CallbackState(Map.of(), Map.of());

  /** Copies the maps. */
  public CallbackState {
    numbers = Map.copyOf(numbers);
    snapshots = Map.copyOf(snapshots);
  }

  /** Numbers alone. */
  public static CallbackState of(Map<String, Double> numbers) {
    return new CallbackState(numbers, Map.of());
  }
}
