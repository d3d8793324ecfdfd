package dev.nn.core.layers;

import dev.nn.api.graph.Value;
import dev.nn.api.layer.AdaptedLayer;
import dev.nn.api.layer.Initializer;
import dev.nn.api.layer.LayerScope;
import dev.nn.api.op.Comparison;
import dev.nn.api.op.OneHot;
import dev.nn.api.spec.Default;
import dev.nn.api.spec.Doc;
import dev.nn.api.spec.Range;
import dev.nn.api.spec.Type;
import dev.nn.api.tensor.DataType;
import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.ShapeException;
import dev.nn.api.tensor.ShapeException.Kind;
import dev.nn.api.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * y = number of boundaries ≤ x: boundaries b₁ &lt; … &lt; bₙ make n + 1 bins, from 0: below b₁, to
 * n: bₙ and above. NaN is in bin 0. Given {@code num_bins}, the boundaries are such quantiles of
 * the training data that the bins hold about equally many numbers: the i-th is that of share
 * i/num_bins, on straight lines between neighbouring numbers. Shapes: x [batch, ...] → y int32
 * [batch, ...]; one_hot → [batch, ..., bins], in place of a last axis of size 1; multi_hot and
 * count, of a last axis with n numbers → [batch, ..., bins]. State, if adapted: {@code
 * bin_boundaries} [num_bins − 1]. As Keras's layer of this name, whose quantiles are approximate.
 *
 * @param binBoundaries b₁ &lt; … &lt; bₙ
 * @param numBins bins with boundaries from the training data, ≥ 2
 * @param outputMode what of the bins is told
 */
@Type("discretization")
@Doc("numbers to bins: how many boundaries they reach")
public record Discretization(
    @Doc("where bins end and the next begin, ascending") Optional<List<Double>> binBoundaries,
    @Doc("bins with equally many numbers of the training data") @Range(min = 2)
        Optional<Integer> numBins,
    @Default("int") @Doc("what of the bins is told") OutputMode outputMode)
    implements AdaptedLayer {

  /** What of the bins is told. */
  public enum OutputMode {
    /** The number of each one's bin. */
    INT,
    /** A row for each one, 1 at its bin. */
    ONE_HOT,
    /** Of the numbers along the last axis, which bins have any. */
    MULTI_HOT,
    /** Of the numbers along the last axis, how many are in each bin. */
    COUNT;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * @throws IllegalArgumentException if not one of bin_boundaries and num_bins is given, or the
   *     boundaries do not ascend
   */
  public Discretization {
    binBoundaries = binBoundaries.map(List::copyOf);
    if (binBoundaries.isPresent() == numBins.isPresent()) {
      throw new IllegalArgumentException(
          "discretization needs bin_boundaries, or num_bins for boundaries from the training data"
              + (numBins.isPresent() ? ", not both" : ""));
    }
    List<Double> given = binBoundaries.orElse(List.of());
    if (binBoundaries.isPresent() && given.isEmpty()) {
      throw new IllegalArgumentException("bin_boundaries needs at least one number");
    }
    for (int i = 1; i < given.size(); i++) {
      if (given.get(i) <= given.get(i - 1)) {
        throw new IllegalArgumentException(
            "bin_boundaries has to ascend, and %s comes after %s"
                .formatted(given.get(i), given.get(i - 1)));
      }
    }
  }

  /**
   * @throws ShapeException if x has no numbers, or no axis of which bins could be told
   */
  @Override
  public Value apply(LayerScope scope, Value x) {
    boolean whole = outputMode == OutputMode.MULTI_HOT || outputMode == OutputMode.COUNT;
    if (x.dtype() == DataType.BOOL || x.shape().rank() < (whole ? 2 : 1)) {
      throw new ShapeException(
          Kind.AXES, "discretization needs numbers [batch, ...%s]".formatted(whole ? ", n" : ""));
    }
    Value bins = bins(scope, x.cast(scope.dtype()));
    if (outputMode == OutputMode.INT) {
      return bins;
    }
    Shape shape = x.shape();
    boolean single = outputMode == OutputMode.ONE_HOT && shape.rank() > 1 && shape.size(-1) == 1;
    Value ones = single ? bins.reshape(shape.subshape(0, shape.rank() - 1)) : bins;
    Value rows = scope.builder().emit(new OneHot(boundaries() + 1, scope.dtype()), ones);
    return switch (outputMode) {
      case MULTI_HOT -> rows.max(-2);
      case COUNT -> rows.sum(-2);
      default -> rows;
    };
  }

  private int boundaries() {
    return numBins.map(bins -> bins - 1).orElseGet(() -> binBoundaries.orElseThrow().size());
  }

  private Value bins(LayerScope scope, Value x) {
    Value column = x.reshape(x.shape().concat(Shape.of(1)));
    Value reached = column.compare(Comparison.GREATER_EQUAL, boundaries(scope));
    return reached.cast(scope.dtype()).sum(-1).cast(DataType.INT32);
  }

  private Value boundaries(LayerScope scope) {
    Shape shape = Shape.of(boundaries());
    if (binBoundaries.isPresent()) {
      double[] given = binBoundaries.get().stream().mapToDouble(Double::doubleValue).toArray();
      return scope.builder().constant(Tensor.of(shape, given).cast(scope.dtype()));
    }
    Initializer first =
        (spec, random) -> {
          double[] values = new double[spec.shape().elements()];
          Arrays.setAll(values, i -> i);
          return values;
        };
    return scope.state("bin_boundaries", shape, first);
  }

  @Override
  public Optional<Adaptation> adaptation() {
    return numBins.map(Quantiles::new);
  }

  /** All numbers seen, in memory: quantiles of batches do not tell those of all data. */
  private static final class Quantiles implements Adaptation {
    private final int bins;
    private double[] seen = new double[1024];
    private int count;

    Quantiles(int bins) {
      this.bins = bins;
    }

    @Override
    public void see(Tensor x) {
      double[] values = Arrays.stream(x.toDoubles()).filter(v -> !Double.isNaN(v)).toArray();
      if (count + values.length > seen.length) {
        seen = Arrays.copyOf(seen, Math.max(2 * seen.length, count + values.length));
      }
      System.arraycopy(values, 0, seen, count, values.length);
      count += values.length;
    }

    @Override
    public Map<String, Tensor> states() {
      double[] sorted = Arrays.copyOf(seen, count);
      Arrays.sort(sorted);
      double[] boundaries = new double[bins - 1];
      Arrays.setAll(boundaries, i -> quantile(sorted, (i + 1.0) / bins));
      return Map.of("bin_boundaries", Tensor.of(Shape.of(bins - 1), boundaries));
    }

    /** The k-th of n numbers is the quantile of share k/n. */
    private static double quantile(double[] sorted, double share) {
      if (sorted.length == 0) {
        return 0;
      }
      double at = Math.max(0, share * sorted.length - 1);
      int low = (int) at;
      int high = Math.min(low + 1, sorted.length - 1);
      return at == low ? sorted[low] : sorted[low] + (at - low) * (sorted[high] - sorted[low]);
    }
  }
}
