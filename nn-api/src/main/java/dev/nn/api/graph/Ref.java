package dev.nn.api.graph;

/**
 * Names one output of one node.
 *
 * @param node the node's position in its graph
 * @param index which of its outputs
 */
public record Ref(int node, int index) {
  /** Such as {@code %12}, or {@code %12.1} for a second output. */
  @Override
  public String toString() {
    return index == 0 ? "%" + node : "%" + node + "." + index;
  }
}
