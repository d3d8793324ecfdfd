package dev.nn.api.backend;

import dev.nn.api.tensor.Tensor;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A computation ready to be bound to kernels: instructions in order over pre-assigned memory.
 *
 * @param instructions in order
 * @param inputs where the caller writes, by name
 * @param outputs where the caller reads after a run, by name
 * @param constants values to store in region {@code CONSTANT} at compile time
 * @param arenaBytes size of the arena
 * @param constantBytes size of region {@code CONSTANT}
 * @param variables layout of the variables that all plans of a model share
 */
public record Plan(
    List<Instruction> instructions,
    Map<String, Buffer> inputs,
    Map<String, Buffer> outputs,
    Map<Buffer, Tensor> constants,
    long arenaBytes,
    long constantBytes,
    VariableLayout variables) {
  /** Copies the collections, keeping their order. */
  public Plan {
    instructions = List.copyOf(instructions);
    inputs = Collections.unmodifiableMap(new LinkedHashMap<>(inputs));
    outputs = Collections.unmodifiableMap(new LinkedHashMap<>(outputs));
    constants = Collections.unmodifiableMap(new LinkedHashMap<>(constants));
  }
}
