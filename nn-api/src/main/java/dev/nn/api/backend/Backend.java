package dev.nn.api.backend;

import dev.nn.api.graph.Op;
import dev.nn.api.tensor.TensorType;
import java.util.List;

/** Runs plans on some hardware. Made by a {@link BackendProvider}; not thread-safe. */
public interface Backend extends AutoCloseable {
  /** The name used in configs, such as {@code nd4j}. */
  String name();

  /**
   * Whether it can run an op. Every backend runs every primitive; of {@linkplain Op.Composite
   * composites}, those it says no to reach it decomposed.
   */
  boolean supports(Op op, List<TensorType> inputs);

  /**
   * Memory for a model's variables, all zero.
   *
   * @throws BackendException if there is not enough memory
   */
  Variables allocate(VariableLayout layout);

  /**
   * Binds every instruction to a kernel and to its memory, once.
   *
   * @param variables made by this backend's {@link #allocate} for the plan's layout
   * @throws BackendException if an instruction cannot be run (naming op and layer path), or memory
   *     does not suffice
   */
  Executable compile(Plan plan, Variables variables);

  /** Frees what the backend itself holds. */
  @Override
  void close();
}
