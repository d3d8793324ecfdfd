package dev.nn.reference;

import dev.nn.api.backend.Instruction;
import dev.nn.api.tensor.Shape;
import java.util.List;

/**
 * What an instruction works on.
 *
 * @param inputs where it reads
 * @param outputs where it writes
 * @param instruction which, for messages
 */
record Operands(List<Window> inputs, List<Window> outputs, Instruction instruction) {
  /** The i-th input. */
  Window input(int i) {
    return inputs.get(i);
  }

  /** The first output. */
  Window output() {
    return outputs.get(0);
  }

  /** The i-th input's shape. */
  Shape inputShape(int i) {
    return inputs.get(i).type().shape();
  }

  /** The first output's shape. */
  Shape outputShape() {
    return output().type().shape();
  }
}
