package dev.nn.api.backend;

import dev.nn.api.tensor.Tensor;

/** The memory of a model's variables, shared by its executables. */
public interface Variables extends AutoCloseable {
  /** What lies where. */
  VariableLayout layout();

  /**
   * Sets a variable.
   *
   * @throws IllegalArgumentException if there is none of that name, or the value has another type
   */
  void write(String variable, Tensor value);

  /**
   * A copy of a variable.
   *
   * @throws IllegalArgumentException if there is none of that name
   */
  Tensor read(String variable);

  /** Frees the memory. */
  @Override
  void close();
}
