package dev.nn.api.backend;

import dev.nn.api.tensor.Tensor;

/** The memory of a model's variables, shared by its executables. */
public interface Variables extends AutoCloseable {
  /** What lies where. */
  VariableLayout layout();

  /** Sets a variable, by name; the value must have its type. */
  void write(String variable, Tensor value);

  /** A copy of a variable, by name. */
  Tensor read(String variable);

  /** Frees the memory. */
  @Override
  void close();
}
