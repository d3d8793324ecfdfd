package dev.nn.core.losses;

import dev.nn.api.graph.Value;
import dev.nn.api.tensor.Shape;
import java.util.List;
import java.util.Optional;

/** Sums over the axes that a loss compares as sets. */
final class Overlap {
  private Overlap() {}

  /**
   * The sum over the axes, over all if none are given.
   *
   * @throws dev.nn.api.tensor.ShapeException if there is no such axis
   */
  static Value sum(Value x, Optional<List<Integer>> axes) {
    Shape shape = x.shape();
    return x.sum(
        axes.orElse(List.of()).stream().mapToInt(axis -> shape.axis(axis)).sorted().toArray());
  }
}
