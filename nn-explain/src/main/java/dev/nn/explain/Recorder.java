package dev.nn.explain;

import dev.nn.api.data.Dataset;
import dev.nn.core.model.Weights;
import dev.nn.core.train.Trainer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Follows the same examples through a training: at some steps it looks how the step would go on
 * them, then takes that back, so that the training is the one that the config describes.
 *
 * @param trainer at the beginning of the training
 * @param train the training examples
 * @param rows those that are followed
 * @param exact the same model in float64, on which gradients are proved; its weights are changed
 */
public record Recorder(Trainer trainer, Dataset train, Dataset rows, Optional<Trainer> exact) {
  /** What is done with each step that was looked at. Its numbers need not be kept. */
  @FunctionalInterface
  public interface Sink<E extends Exception> {
    /** Takes one step. */
    void accept(Explanation explanation) throws E;
  }

  /**
   * Looks at some steps and trains in between.
   *
   * @param steps from 1, ascending
   */
  public <E extends Exception> void record(List<Long> steps, Sink<E> sink) throws E {
    Explainer explainer = new Explainer(trainer, exact, Trials.MANY);
    long done = 0;
    for (long step : steps) {
      trainer.train(train, done, step - 1);
      done = step - 1;
      Weights before = trainer.model().everything();
      Explanation explanation = explainer.explain(rows, step);
      trainer.model().restore(before);
      sink.accept(explanation);
    }
  }

  /** The steps 1, 2, 5, 10, 20, 50, … from one to another, both among them. */
  public static List<Long> steps(long first, long last) {
    List<Long> steps = new ArrayList<>();
    steps.add(first);
    for (long ten = 1; ten <= last; ten *= 10) {
      for (long digit : new long[] {1, 2, 5}) {
        if (digit * ten > first && digit * ten < last) {
          steps.add(digit * ten);
        }
      }
    }
    if (last > first) {
      steps.add(last);
    }
    return steps;
  }
}
