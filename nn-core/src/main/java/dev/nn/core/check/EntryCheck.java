package dev.nn.core.check;

/**
 * One partial derivative, computed twice.
 *
 * @param entry flat row-major index in the tensor
 * @param backpropagation ∂C/∂x by the chain rule
 * @param difference ∂C/∂x by central differences
 * @param relativeError see {@link CentralDifferences}
 * @param kink whether C turned out to have a kink within the first step
 * @param verdict what follows from it
 */
public record EntryCheck(
    int entry,
    double backpropagation,
    double difference,
    double relativeError,
    boolean kink,
    Verdict verdict) {

  /** What follows from the two numbers. */
  public enum Verdict {
    /** They are equal to the tolerance. */
    AGREE,
    /** They are not, and C is smooth enough there to say so. */
    DIFFER,
    /** C has a kink or a jump so near that differences do not tell its slope. */
    UNDECIDED
  }

  /** This, C having a kink near it. */
  EntryCheck atKink() {
    return new EntryCheck(entry, backpropagation, difference, relativeError, true, verdict);
  }
}
