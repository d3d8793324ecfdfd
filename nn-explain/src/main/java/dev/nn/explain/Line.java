package dev.nn.explain;

import dev.nn.api.graph.Ref;
import dev.nn.api.tensor.TensorType;
import java.util.List;

/**
 * One equation: a value with a name and how it is computed from others.
 *
 * @param name of the left side
 * @param ref where its value is
 * @param type its element type and shape
 * @param term the right side
 * @param ways for a gradient ∂C/∂x, the ways that x has into C, each with what flows back on it
 */
public record Line(Name name, Ref ref, TensorType type, Term term, List<Way> ways) {
  /** Copies the list. */
  public Line {
    ways = List.copyOf(ways);
  }

  /**
   * One way of a value x into the cost: through y = f(…, x, …) comes back ∂C/∂y · ∂y/∂x.
   *
   * @param path of the layer that computes y
   * @param through y and how it is computed from x, as far as that has a name
   * @param contribution what flows back, as a formula
   */
  public record Way(String path, Term through, Term contribution) {}
}
