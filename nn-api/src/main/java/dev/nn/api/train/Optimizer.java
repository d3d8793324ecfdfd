package dev.nn.api.train;

import dev.nn.api.graph.Value;

/** How parameters follow their gradients: a record and its update rule. */
public interface Optimizer {
  /**
   * The update rule, written into the training graph.
   *
   * @param scope state, learning rate and step
   * @param parameter θ: all parameters as one vector, or one parameter if not {@link #elementwise}
   * @param gradient ∂C/∂θ, of the same shape, already clipped
   * @return the new θ
   */
  Value update(UpdateScope scope, Value parameter, Value gradient);

  /** η. */
  Schedule learningRate();

  /** Clipping and the like, applied before {@link #update}. */
  default GradientRules gradientRules() {
    return GradientRules.NONE;
  }

  /**
   * Whether each element is updated without looking at others, so that one call can update all
   * parameters at once.
   */
  default boolean elementwise() {
    return true;
  }
}
