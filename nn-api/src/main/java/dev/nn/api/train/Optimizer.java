package dev.nn.api.train;

import dev.nn.api.graph.Value;
import java.util.Set;

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

  /** Clipping, averaging and the like: what happens around {@link #update}. */
  default UpdateRules updateRules() {
    return UpdateRules.NONE;
  }

  /**
   * Whether each element is updated without looking at others, so that one call can update all
   * parameters at once.
   */
  default boolean elementwise() {
    return true;
  }

  /** All {@linkplain PathPattern path patterns} in its keys; each must match some parameter. */
  default Set<String> patterns() {
    return updateRules().patterns();
  }
}
