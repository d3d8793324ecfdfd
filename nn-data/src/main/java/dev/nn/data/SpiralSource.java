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
 * Interleaved spirals, one arm per class k of K: radius r uniform in [0, 1), angle 2π(turns · r + k
 * / K), at (r cos, r sin) of it. Input: float32 {@code [samples, 2]}.
 *
 * @param samples number of points; default 1000
 * @param classes number of arms, from 2; default 2
 * @param turns how often an arm winds around the centre; default 1.5
 * @param noise standard deviation of the Gaussian noise on both coordinates; default 0.02
 * @param split how the points are divided; left out, all are for training
 */
@Type("spiral")
@Doc("Interleaved spiral arms, one per class")
public record SpiralSource(
    @Doc("Number of points") @Default("1000") @Range(min = 1) int samples,
    @Doc("Number of arms") @Default("2") @Range(min = 2) int classes,
    @Doc("How often an arm winds around the centre") @Default("1.5") @Range(min = 0) double turns,
    @Doc("Standard deviation of the Gaussian noise") @Default("0.02") @Range(min = 0) double noise,
    @Doc("How the points are divided; left out: all are for training") Optional<Split> split)
    implements DataSource {

  @Override
  public Map<String, TensorType> inputTypes() {
    return SyntheticExamples.types(2);
  }

  @Override
  public PreparedData load(DataRequest request) {
    return new LabelledPoints(samples, classes, this::onArm, noise).prepare(split, request);
  }

  private double[] onArm(int label, int nth, SplittableRandom random) {
    double radius = random.nextDouble();
    double angle = 2 * Math.PI * (turns * radius + (double) label / classes);
    return new double[] {radius * Math.cos(angle), radius * Math.sin(angle)};
  }
}
