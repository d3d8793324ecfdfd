package dev.nn.core.check;

import dev.nn.api.tensor.Tensor;
import dev.nn.core.check.StepRecord.Entry;
import dev.nn.core.check.StepRecord.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * One training step on two backends: the same weights, batch and random numbers.
 *
 * <p>A difference |x − y| is taken relative to the largest |x| of its tensor, since that is what
 * rounding errors go by: single elements, sums in which much cancels, may be off by more than their
 * size. Gradients that cancel as a whole, such as those of a bias that a normalisation takes out
 * again, are taken relative to a hundredth of the network's largest gradient of their kind, outputs
 * to at least 0.01. What is no floating number must be equal.
 *
 * @param base name of the backend that the other is compared with
 * @param other name of the other
 * @param values one for each value, in the order of the layers
 * @param fault path of the layer where they part: the first whose output differs, or if all outputs
 *     agree, the one at which the backward pass begins to differ; empty if all is within the
 *     tolerance
 * @param forward whether it is the outputs that differ
 */
public record BackendComparison(
    String base,
    String other,
    List<ValueDifference> values,
    Optional<String> fault,
    boolean forward) {
  private static final double SMALL = 0.01;

  /** Copies the list. */
  public BackendComparison {
    values = List.copyOf(values);
  }

  /**
   * Compares two records of the same step.
   *
   * @param tolerance largest relative difference
   */
  public static BackendComparison of(StepRecord base, StepRecord other, double tolerance) {
    Map<Kind, Double> small = new EnumMap<>(Kind.class);
    base.values()
        .forEach(entry -> small.merge(entry.kind(), SMALL * largest(entry.value()), Math::max));
    small.put(Kind.OUTPUT, SMALL);
    small.put(Kind.COST, 0.0);
    List<ValueDifference> differences = new ArrayList<>();
    List<Entry> parting = new ArrayList<>();
    for (int i = 0; i < base.values().size(); i++) {
      Entry entry = base.values().get(i);
      ValueDifference difference =
          difference(entry, other.values().get(i).value(), small.get(entry.kind()), tolerance);
      differences.add(difference);
      if (!difference.within()) {
        parting.add(entry);
      }
    }
    // What is computed first differs first: all else may follow from it.
    Optional<Entry> first = parting.stream().min(Comparator.comparingInt(Entry::order));
    return new BackendComparison(
        base.backend(),
        other.backend(),
        differences,
        first.map(Entry::maker),
        first.map(entry -> !entry.kind().isGradient()).orElse(false));
  }

  /** Whether all is within the tolerance. */
  public boolean agrees() {
    return fault.isEmpty();
  }

  /** The value with the largest relative difference. */
  public ValueDifference worst() {
    return values.stream().max(Comparator.comparingDouble(ValueDifference::relative)).orElseThrow();
  }

  private static ValueDifference difference(
      Entry entry, Tensor other, double small, double tolerance) {
    Tensor base = entry.value();
    int worst =
        IntStream.range(0, base.size())
            .reduce((a, b) -> apart(base, other, b) > apart(base, other, a) ? b : a)
            .orElse(0);
    double absolute = apart(base, other, worst);
    double largest = largest(base);
    double relative = absolute == 0 ? 0 : absolute / Math.max(largest, small);
    boolean within = base.dtype().isFloating() ? relative <= tolerance : absolute == 0;
    return new ValueDifference(
        entry.layer(),
        entry.name(),
        base.shape(),
        largest,
        absolute,
        relative,
        worst,
        base.get(worst),
        other.get(worst),
        within);
  }

  /** ∞ where only one of them is a finite number, or they are different infinities. */
  private static double apart(Tensor base, Tensor other, int index) {
    double x = base.get(index);
    double y = other.get(index);
    if (Double.compare(x, y) == 0) {
      return 0;
    }
    double apart = Math.abs(x - y);
    return Double.isNaN(apart) ? Double.POSITIVE_INFINITY : apart;
  }

  private static double largest(Tensor tensor) {
    double largest = 0;
    for (int i = 0; i < tensor.size(); i++) {
      double size = Math.abs(tensor.get(i));
      largest = Double.isFinite(size) ? Math.max(largest, size) : largest;
    }
    return largest;
  }
}
