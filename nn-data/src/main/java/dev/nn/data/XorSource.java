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
 * target = x0 xor x1: the corners (0, 0), (0, 1), (1, 1), (1, 0) of the unit square in turn. The
 * smallest problem that no linear model solves (Minsky, Papert 1969). Input: float32 {@code
 * [samples, 2]}. Two classes.
 *
 * @param samples number of points; default 4: each corner once
 * @param noise standard deviation of the Gaussian noise on both coordinates; default 0
 * @param split how the points are divided; left out, all are for training
 */
@Type("xor")
@Doc("target = x0 xor x1 at the corners of the unit square")
public record XorSource(
    @Doc("Number of points") @Default("4") @Range(min = 1) int samples,
    @Doc("Standard deviation of the Gaussian noise") @Default("0") @Range(min = 0) double noise,
    @Doc("How the points are divided; left out: all are for training") Optional<Split> split)
    implements DataSource {

  @Override
  public Map<String, TensorType> inputTypes() {
    return SyntheticExamples.types(2);
  }

  @Override
  public PreparedData load(DataRequest request) {
    return new LabelledPoints(samples, 2, XorSource::corner, noise).prepare(split, request);
  }

  private static double[] corner(int label, int nth, SplittableRandom random) {
    double x = nth % 2;
    return new double[] {x, label == 0 ? x : 1 - x};
  }
}
