package dev.nn.testkit.gradient;

import dev.nn.core.check.EntryCheck;
import dev.nn.core.check.EntryCheck.Verdict;
import dev.nn.core.check.TensorCheck;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * How far backpropagation and central differences lie apart.
 *
 * @param tensors one entry for each parameter and floating input
 */
public record GradientReport(List<TensorError> tensors) {
  /** Largest share of entries that may be left out for kinks. */
  private static final double MOST_SKIPPED = 0.2;

  /** Copies the list. */
  public GradientReport {
    tensors = List.copyOf(tensors);
  }

  /**
   * The worst entry of a tensor.
   *
   * @param tensor an input's or a parameter's name
   * @param checked entries that were compared
   * @param skipped entries at which the cost has a kink
   * @param index of the worst entry, flat and row-major; −1 if none was compared
   * @param analytic ∂C/∂x there by backpropagation
   * @param numeric and by central differences
   * @param relativeError see {@link dev.nn.core.check.CentralDifferences}
   */
  public record TensorError(
      String tensor,
      int checked,
      int skipped,
      int index,
      double analytic,
      double numeric,
      double relativeError) {
    /**
     * What a check has found, in short.
     *
     * @param skipKinks whether entries that kinks leave undecided do not count
     */
    static TensorError of(TensorCheck check, boolean skipKinks) {
      List<EntryCheck> counted =
          check.entries().stream()
              .filter(entry -> !skipKinks || entry.verdict() != Verdict.UNDECIDED)
              .toList();
      int skipped = check.entries().size() - counted.size();
      return counted.stream()
          .max(Comparator.comparingDouble(EntryCheck::relativeError)) // NaN above all.
          .map(
              worst ->
                  new TensorError(
                      check.tensor(),
                      counted.size(),
                      skipped,
                      worst.entry(),
                      worst.backpropagation(),
                      worst.difference(),
                      worst.relativeError()))
          .orElseGet(
              () -> new TensorError(check.tensor(), 0, skipped, -1, Double.NaN, Double.NaN, 0));
    }
  }

  /** The largest error of all. */
  public double worst() {
    return tensors.stream().mapToDouble(TensorError::relativeError).max().orElse(0);
  }

  /**
   * Fails if an error is above {@code tolerance} or no number, or too many entries were left out.
   */
  public void assertWithin(double tolerance) {
    boolean passes =
        tensors.stream()
            .allMatch(
                t ->
                    t.relativeError() <= tolerance
                        && t.skipped() <= MOST_SKIPPED * (t.checked() + t.skipped()));
    if (!passes) {
      throw new AssertionError(
          "backpropagation and central differences disagree by more than %s:%n%s"
              .formatted(tolerance, this));
    }
  }

  /** A table, a line for each tensor. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (TensorError t : tensors) {
      text.append(
          String.format(
              Locale.ROOT,
              "  %-30s relative error %.2e at [%d]: analytic %.10g, numeric %.10g (%d checked, %d"
                  + " skipped)%n",
              t.tensor(),
              t.relativeError(),
              t.index(),
              t.analytic(),
              t.numeric(),
              t.checked(),
              t.skipped()));
    }
    return text.toString();
  }
}
