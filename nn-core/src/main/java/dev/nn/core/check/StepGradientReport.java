package dev.nn.core.check;

import java.util.List;
import java.util.Optional;

/**
 * What a gradient check has found.
 *
 * @param cost C
 * @param tensors inputs first, then parameters as layers asked for them
 * @param unchecked what has no gradient to check
 * @param fault the op whose rule is wrong; empty if all tensors pass, or none could be blamed
 */
public record StepGradientReport(
    double cost, List<TensorCheck> tensors, List<Unchecked> unchecked, Optional<OpFault> fault) {
  /** Copies the lists. */
  public StepGradientReport {
    tensors = List.copyOf(tensors);
    unchecked = List.copyOf(unchecked);
  }

  /** Whether every tensor passes. */
  public boolean passes() {
    return tensors.stream().allMatch(TensorCheck::passes);
  }
}
