package dev.nn.explain;

import java.util.List;

/**
 * What one layer does in one pass.
 *
 * @param pass forward, backward or update
 * @param path of the layer; {@code loss} for the cost, {@code optimizer} for the update
 * @param number the layer's upper index; empty outside layers
 * @param type the layer's type as in a config; empty outside layers and for layers inside others
 * @param lines its equations, in the order in which they are computed
 */
public record Section(Pass pass, String path, String number, String type, List<Line> lines) {
  /** Copies the list. */
  public Section {
    lines = List.copyOf(lines);
  }

  /** This with other equations. */
  Section with(List<Line> others) {
    return new Section(pass, path, number, type, others);
  }

  /** The three parts of a training step. */
  public enum Pass {
    /** From the inputs to the cost C. */
    FORWARD,
    /** From the cost back to every parameter. */
    BACKWARD,
    /** From gradients to new parameters. */
    UPDATE
  }
}
