package dev.nn.api.graph;

import dev.nn.api.tensor.TensorType;
import java.util.List;

/**
 * One application of an op.
 *
 * @param id position in the graph; inputs have smaller ids
 * @param op what is computed
 * @param inputs from what
 * @param types of the outputs
 * @param path of the layer it belongs to, such as {@code encoder/dense_1}; empty outside layers
 * @param label what it is in the textbook's notation ({@code z}, {@code a}, {@code ∂C/∂z}); empty
 *     if nothing special
 */
public record Node(
    int id, Op op, List<Ref> inputs, List<TensorType> types, String path, String label) {
  /** Copies the lists. */
  public Node {
    inputs = List.copyOf(inputs);
    types = List.copyOf(types);
  }

  /** The only output's type, or the first's. */
  public TensorType type() {
    return types.get(0);
  }
}
