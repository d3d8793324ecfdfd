package dev.nn.core.check;

import dev.nn.api.tensor.Shape;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The gradient of C with respect to one tensor, compared in some of its entries.
 *
 * @param tensor an input's or a variable's name
 * @param shape of the tensor
 * @param largest the largest finite |∂C/∂x| of all entries by backpropagation
 * @param entries those compared, in order; never empty
 */
public record TensorCheck(String tensor, Shape shape, double largest, List<EntryCheck> entries) {
  /**
   * Largest share of entries that may be left undecided: half of a sample, those drawn whatever
   * their gradient, may lie where C has no slope, such as steps that a mask leaves out.
   */
  private static final double MOST_UNDECIDED = 0.5;

  /** Copies the list. */
  public TensorCheck {
    entries = List.copyOf(entries);
  }

  /** Number of entries with a verdict. */
  public long count(EntryCheck.Verdict verdict) {
    return entries.stream().filter(entry -> entry.verdict() == verdict).count();
  }

  /** Number of entries at which C has a kink, those included that were decided by smaller steps. */
  public long kinks() {
    return entries.stream().filter(EntryCheck::kink).count();
  }

  /** Whether no entry differs and kinks leave no more than half undecided. */
  public boolean passes() {
    return count(EntryCheck.Verdict.DIFFER) == 0 && decided();
  }

  /** Whether so many entries could be decided that something can be said of the tensor. */
  public boolean decided() {
    return count(EntryCheck.Verdict.UNDECIDED) <= MOST_UNDECIDED * entries.size();
  }

  /** The worst entry of those that were decided: the largest error, NaN above all. */
  public Optional<EntryCheck> worst() {
    return entries.stream()
        .filter(entry -> entry.verdict() != EntryCheck.Verdict.UNDECIDED)
        .max(Comparator.comparingDouble(EntryCheck::relativeError));
  }
}
