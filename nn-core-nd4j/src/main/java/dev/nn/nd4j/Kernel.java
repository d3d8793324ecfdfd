package dev.nn.nd4j;

/** An instruction bound to its memory. */
interface Kernel {
  /** Executes it; allocates nothing. */
  void run();

  /** Frees what it holds besides the planned memory. */
  default void close() {}
}
