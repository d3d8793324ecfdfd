package dev.nn.core.train;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How a training run went.
 *
 * @param epochs finished epochs
 * @param steps finished steps
 * @param seconds from the first step to the end, validation included
 * @param history logs of each epoch
 * @param stopped why it ended before its last epoch, if it did
 */
public record TrainingResult(
    int epochs,
    long steps,
    double seconds,
    List<Map<String, Double>> history,
    Optional<String> stopped) {
  /** Copies the history. */
  public TrainingResult {
    history = List.copyOf(history);
  }
}
