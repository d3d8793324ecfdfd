package dev.nn.api.train;

import dev.nn.api.graph.Value;
import dev.nn.api.tensor.Shape;
import java.util.function.LongToDoubleFunction;

/** What an optimizer works with while its rule is written into a graph. */
public interface UpdateScope {
  /** The parameter's path, such as {@code hidden/kernel}; empty if it is all of them at once. */
  String path();

  /** A value of the parameter's shape that is kept between steps, {@code initial} at first. */
  Value state(String name, double initial);

  /** As {@link #state(String, double)}, of another shape. */
  Value state(String name, Shape shape, double initial);

  /**
   * A {@linkplain #state state} that is the parameter itself at first, such as a slow or an
   * averaged θ.
   */
  Value copy(String name);

  /** The value that a {@linkplain #state state} has after this step. */
  void updateState(Value state, Value next);

  /**
   * Says that a {@linkplain #copy copy} is what the model is to be evaluated with and kept as,
   * instead of the parameter being trained.
   */
  void evaluateWith(Value copy);

  /** Whether the parameter is subject to weight decay. */
  boolean decays();

  /**
   * A parameter as its constraints want it. What {@link Optimizer#update} returns is constrained
   * anyway; this is for copies.
   */
  Value constrain(Value parameter);

  /** η of this step, a scalar. */
  Value learningRate();

  /**
   * A scalar computed in float64 outside the graph, once per step, such as 1 − β₁ᵗ.
   *
   * @param name for printing; the same for all parameters, and for no other number
   * @param ofStep its value at step t = 1, 2, …
   */
  default Value scalar(String name, LongToDoubleFunction ofStep) {
    return scalar(name, (step, rate) -> ofStep.applyAsDouble(step));
  }

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
