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
 * Gaussian clouds, one per class k of K, with centres evenly spaced on a circle: 5 (cos 2πk/K, sin
 * 2πk/K). Input: float32 {@code [samples, 2]}.
 *
 * @param samples number of points; default 500
 * @param centers number of clouds, from 2; default 3
 * @param noise standard deviation of each cloud in both coordinates; default 1
 * @param split how the points are divided; left out, all are for training
 */
@Type("blobs")
@Doc("Gaussian clouds, one per class")
public record BlobsSource(
    @Doc("Number of points") @Default("500") @Range(min = 1) int samples,
    @Doc("Number of clouds") @Default("3") @Range(min = 2) int centers,
    @Doc("Standard deviation of each cloud") @Default("1") @Range(min = 0) double noise,
    @Doc("How the points are divided; left out: all are for training") Optional<Split> split)
    implements DataSource {

  private static final double RADIUS = 5;

  @Override
  public Map<String, TensorType> inputTypes() {
    return SyntheticExamples.types(2);
  }

  @Override
  public PreparedData load(DataRequest request) {
    return new LabelledPoints(samples, centers, this::center, noise).prepare(split, request);
  }

  private double[] center(int label, int nth, SplittableRandom random) {
    double angle = 2 * Math.PI * label / centers;
    return new double[] {RADIUS * Math.cos(angle), RADIUS * Math.sin(angle)};
  }
}
