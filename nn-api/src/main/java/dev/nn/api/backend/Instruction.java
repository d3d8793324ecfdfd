package dev.nn.api.backend;

import dev.nn.api.graph.Op;
import java.util.List;

/**
 * One op on fixed buffers. An output of an element-wise or fused op may lie exactly on an input of
 * the same shape and element size; other outputs overlap no input.
 *
 * @param op what to compute
 * @param inputs where to read
 * @param outputs where to write
 * @param path of the layer it serves
 * @param node id of the graph node it came from
 */
public record Instruction(Op op, List<Buffer> inputs, List<Buffer> outputs, String path, int node) {
  /** Copies the lists. */
  public Instruction {
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
  }
}
