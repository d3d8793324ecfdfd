package dev.nn.api.graph;

import java.util.List;
import java.util.Optional;

/**
 * The chain rule at one node: its inputs, its outputs, and the gradient that has arrived at each
 * output.
 */
public interface Backward {
  /** The i-th input. */
  Value input(int i);

  /** All inputs. */
  List<Value> inputs();

  /** The i-th output, as computed in the forward pass. */
  Value output(int i);

  /** The first output. */
  default Value output() {
    return output(0);
  }

  /** ∂C/∂output(i); empty if nothing flows back into that output. */
  Optional<Value> gradient(int i);

  /** ∂C/∂output(0). */
  default Value gradient() {
    return gradient(0).orElseThrow();
  }

  /**
   * Whether ∂C/∂input(i) is wanted: whether the input depends on something that is differentiated.
   */
  boolean needs(int i);

  /**
   * Adds a contribution to ∂C/∂input(i); ignored if not {@linkplain #needs needed}. If the
   * contribution has the shape to which the input was broadcast, it is summed over the stretched
   * axes.
   */
  void accumulate(int i, Value contribution);
}
