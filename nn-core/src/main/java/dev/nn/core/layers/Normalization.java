package dev.nn.core.layers;

import dev.nn.api.graph.Value;
import dev.nn.api.layer.AdaptedLayer;
import dev.nn.api.layer.LayerScope;
import dev.nn.api.spec.Default;
import dev.nn.api.spec.Doc;
import dev.nn.api.spec.Type;
import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.ShapeException;
import dev.nn.api.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * y = (x − μ)/max(σ, 10⁻⁷), μ and σ the mean and standard deviation over the training data of each
 * entry of the axes named; inverted, y = x·max(σ, 10⁻⁷) + μ. Shapes: x [batch, ...] → y likewise.
 * State: {@code mean}, {@code variance}, of the named axes' sizes. As Keras's layer of this name.
 *
 * @param axis axes with a mean of their own; an empty list: one mean for everything
 * @param mean μ for all entries; left out, that of the training data
 * @param variance σ² for all entries, ≥ 0; stated together with the mean
 * @param invert from normalised values back
 */
@Type("normalization")
@Doc("y = (x − μ)/σ with mean and standard deviation of the training data")
public record Normalization(
    @Default("[-1]") @Doc("axes with a mean of their own") List<Integer> axis,
    @Doc("μ; left out: that of the training data") Optional<Double> mean,
    @Doc("σ²; left out: that of the training data") Optional<Double> variance,
    @Default("false") @Doc("from normalised values back") boolean invert)
    implements AdaptedLayer {
  private static final double SMALLEST = 1e-7;

  /**
   * @throws IllegalArgumentException if only one of mean and variance is stated, or the variance is
   *     negative
   */
  public Normalization {
    axis = List.copyOf(axis);
    if (mean.isPresent() != variance.isPresent()) {
      throw new IllegalArgumentException("mean and variance have to be stated together");
    }
    if (variance.orElse(0.0) < 0) {
      throw new IllegalArgumentException("variance cannot be negative");
    }
  }

  /** Over the last axis, from the training data. */
  public static Normalization of() {
    return new Normalization(List.of(-1), Optional.empty(), Optional.empty(), false);
  }

  @Override
  public Value apply(LayerScope scope, Value x) {
    Value floating = x.cast(scope.dtype());
    Shape kept = kept(x.shape());
    Value mu = statistic(scope, "mean", kept, mean.orElse(0.0));
    Value sigma = statistic(scope, "variance", kept, variance.orElse(1.0)).sqrt().maximum(SMALLEST);
    return invert ? floating.multiply(sigma).add(mu) : floating.subtract(mu).divide(sigma);
  }

  private static Value statistic(LayerScope scope, String name, Shape kept, double first) {
    Shape flat = Shape.of(kept.toList().stream().filter(size -> size != 1).toList());
    return scope
        .state(
            name,
            flat,
            (spec, random) -> {
              double[] values = new double[spec.shape().elements()];
              Arrays.fill(values, first);
              return values;
            })
        .reshape(kept);
  }

  /** The input's shape with 1 for every axis that is averaged over. */
  private Shape kept(Shape x) {
    List<Integer> sizes = new ArrayList<>(x.toList().stream().map(size -> 1).toList());
    for (int each : axis) {
      int at = x.axis(each);
      if (at == 0) {
        throw new ShapeException("normalization has no mean for each example: axis is 1 or more");
      }
      sizes.set(at, x.size(at));
    }
    return Shape.of(sizes);
  }

  @Override
  public Optional<Adaptation> adaptation() {
    return mean.isPresent() ? Optional.empty() : Optional.of(new Moments());
  }

  /** Mean and sum of squared deviations, kept exact by Chan's merging of batches. */
  private final class Moments implements Adaptation {
    private Shape kept;
    private double[] mean;
    private double[] deviations;
    private long count;

    @Override
    public void see(Tensor x) {
      if (kept == null) {
        kept = kept(x.shape());
        mean = new double[kept.elements()];
        deviations = new double[kept.elements()];
      }
      double[] values = x.toDoubles();
      int[] group = groups(x.shape());
      long n = values.length / mean.length;
      double[] batchMean = new double[mean.length];
      for (int i = 0; i < values.length; i++) {
        batchMean[group[i]] += values[i] / n;
      }
      double[] batchDeviations = new double[mean.length];
      for (int i = 0; i < values.length; i++) {
        double off = values[i] - batchMean[group[i]];
        batchDeviations[group[i]] += off * off;
      }
      long total = count + n;
      for (int g = 0; g < mean.length; g++) {
        double apart = batchMean[g] - mean[g];
        deviations[g] += batchDeviations[g] + apart * apart * count / total * n;
        mean[g] += apart * n / total;
      }
      count = total;
    }

    /** Which statistic each element belongs to. */
    private int[] groups(Shape shape) {
      int[] groups = new int[shape.elements()];
      int stride = 1;
      int below = 1;
      for (int at = shape.rank() - 1; at >= 0; at--) {
        int size = shape.size(at);
        if (kept.size(at) == size && size != 1) {
          for (int i = 0; i < groups.length; i++) {
            groups[i] += i / below % size * stride;
          }
          stride *= size;
        }
        below *= size;
      }
      return groups;
    }

    @Override
    public Map<String, Tensor> states() {
      Shape flat = Shape.of(kept.toList().stream().filter(size -> size != 1).toList());
      double[] variance = Arrays.stream(deviations).map(sum -> sum / count).toArray();
      return Map.of("mean", Tensor.of(flat, mean), "variance", Tensor.of(flat, variance));
    }
  }
}
