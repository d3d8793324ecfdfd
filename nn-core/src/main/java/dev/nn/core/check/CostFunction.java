package dev.nn.core.check;

/** A cost C of float64 tensors, each known by a name. */
@FunctionalInterface
public interface CostFunction {
  /**
   * C with one entry of one tensor replaced and everything else as it is.
   *
   * @param entry its flat row-major index
   */
  double at(String tensor, int entry, double value);
}
