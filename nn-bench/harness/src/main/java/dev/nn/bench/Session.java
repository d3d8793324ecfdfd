package dev.nn.bench;

/** One workload, ready to run. Used by one thread. */
public interface Session extends AutoCloseable {

  /**
   * One training step (forward, loss, backward, update) on the next batch, or one inference that
   * leaves the class probabilities in an array of the library. Batches take turns, the first one
   * first. Nothing may still be under way when it returns.
   */
  void step();

  /**
   * Mean cross-entropy of the first batch under the present weights, or {@code NaN} for a contender
   * that computes none.
   */
  double loss();

  @Override
  void close();
}
