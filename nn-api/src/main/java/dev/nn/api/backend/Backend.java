package dev.nn.api.backend;

/** Runs plans on some hardware. Made by a {@link BackendProvider}; not thread-safe. */
public interface Backend extends OpSupport, AutoCloseable {
  /** The name used in configs, such as {@code nd4j}. */
  String name();

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
