package dev.nn.reference;

/** One instruction, bound to its memory. */
@FunctionalInterface
interface Kernel {
  /** Computes the outputs from the inputs. Allocates nothing. */
  void run();
}
