package dev.nn.data;

import dev.nn.api.data.DataRequest;
import dev.nn.api.data.DataSource;
import dev.nn.api.data.PreparedData;
import dev.nn.api.spec.Default;
import dev.nn.api.spec.Doc;
import dev.nn.api.spec.Range;
import dev.nn.api.spec.Type;
import dev.nn.api.tensor.TensorType;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * A circle within a circle around the origin, the angle uniform: class 0 has radius 1, class 1 has
 * radius {@code factor}, as in scikit-learn's {@code make_circles}. Input: float32 {@code [samples,
 * 2]}. Two classes.
 *
 * @param samples number of points; default 500
 * @param factor radius of the inner circle, in (0, 1); default 0.5
 * @param noise standard deviation of the Gaussian noise on both coordinates; default 0.05
 * @param split how the points are divided; left out, all are for training
 */
@Type("circles")
@Doc("A circle within a circle")
public record CirclesSource(
    @Doc("Number of points") @Default("500") @Range(min = 1) int samples,
    @Doc("Radius of the inner circle")
        @Default("0.5")
        @Range(min = 0, minExclusive = true, max = 1, maxExclusive = true)
        double factor,
    @Doc("Standard deviation of the Gaussian noise") @Default("0.05") @Range(min = 0) double noise,
    @Doc("How the points are divided; left out: all are for training") Optional<Split> split)
    implements DataSource {

  @Override
  public Map<String, TensorType> inputTypes() {
    return SyntheticExamples.types(2);
  }

  @Override
  public PreparedData load(DataRequest request) {
    return new LabelledPoints(samples, 2, this::onCircle, noise).prepare(split, request);
  }

  private double[] onCircle(int label, int nth, SplittableRandom random) {
    double angle = 2 * Math.PI * random.nextDouble();
    double radius = label == 0 ? 1 : factor;
    return new double[] {radius * Math.cos(angle), radius * Math.sin(angle)};
  }
}
