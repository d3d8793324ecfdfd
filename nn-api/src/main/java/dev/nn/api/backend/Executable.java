package dev.nn.api.backend;

/** A compiled plan. Write the inputs, {@linkplain #run run}, read the outputs. Not thread-safe. */
public interface Executable extends AutoCloseable {
  /**
   * The place of an input; look it up once, write to it before each run.
   *
   * @throws IllegalArgumentException if there is none of that name
   */
  Port input(String name);

  /**
   * The place of an output; look it up once, read from it after each run.
   *
   * @throws IllegalArgumentException if there is none of that name
   */
  Port output(String name);

  /**
   * Walks the instructions. Allocates nothing.
   *
   * @throws IllegalStateException if it has been closed
   * @throws BackendException if data are outside what an op takes, such as an index beyond its
   *     table
   */
  void run();

  /** Frees the arena. */
  @Override
  void close();
}
