package dev.nn.api.train;

import dev.nn.api.graph.Value;
import java.util.function.LongToDoubleFunction;

/** What an optimizer works with while its rule is written into a graph. */
public interface UpdateScope {
  /**
   * A vector of the parameter's shape that is kept between steps, zero (or {@code initial}) at
   * first.
   */
  Value state(String name, double initial);

  /** The value that a {@linkplain #state state} has after this step. */
  void updateState(Value state, Value next);

  /** η of this step, a scalar. */
  Value learningRate();

  /**
   * A scalar computed in float64 outside the graph, once per step, such as 1 − β₁ᵗ.
   *
   * @param name for printing
   * @param ofStep its value at step t = 1, 2, …
   */
  Value scalar(String name, LongToDoubleFunction ofStep);

  /**
   * As {@link #scalar(String, LongToDoubleFunction)}, also depending on η.
   *
   * @param ofStepAndRate its value from t = 1, 2, … and η of that step
   */
  Value scalar(String name, StepAndRate ofStepAndRate);

  /** A number from the step and its learning rate. */
  @FunctionalInterface
  interface StepAndRate {
    /** From t = 1, 2, … and η. */
    double at(long step, double learningRate);
  }
}
