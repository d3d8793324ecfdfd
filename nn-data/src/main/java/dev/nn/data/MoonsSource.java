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
 * Two interleaved half circles, t uniform in [0, π): class 0 at (cos t, sin t), class 1 at (1 − cos
 * t, ½ − sin t), as in scikit-learn's {@code make_moons}. Input: float32 {@code [samples, 2]}. Two
 * classes.
 *
 * @param samples number of points; default 500
 * @param noise standard deviation of the Gaussian noise on both coordinates; default 0.1
 * @param split how the points are divided; left out, all are for training
 */
@Type("moons")
@Doc("Two interleaved half circles")
public record MoonsSource(
    @Doc("Number of points") @Default("500") @Range(min = 1) int samples,
    @Doc("Standard deviation of the Gaussian noise") @Default("0.1") @Range(min = 0) double noise,
    @Doc("How the points are divided; left out: all are for training") Optional<Split> split)
    implements DataSource {

  @Override
  public Map<String, TensorType> inputTypes() {
    return SyntheticExamples.types(2);
  }

  @Override
  public PreparedData load(DataRequest request) {
    return new LabelledPoints(samples, 2, MoonsSource::onMoon, noise).prepare(split, request);
  }

  private static double[] onMoon(int label, int nth, SplittableRandom random) {
    double t = Math.PI * random.nextDouble();
    return label == 0
        ? new double[] {Math.cos(t), Math.sin(t)}
        : new double[] {1 - Math.cos(t), 0.5 - Math.sin(t)};
  }
}
