package dev.nn.data;

import dev.nn.api.data.DataException;
import dev.nn.api.data.DataRequest;
import dev.nn.api.data.DataRequest.TargetKind;
import dev.nn.api.data.PreparedData;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Synthetic points in the plane, of classes 0, 1, …, dealt in turn, so that classes differ by at
 * most one in size. A file for the model trained on them has the columns {@code x0,x1} and, where
 * needed, {@code target}.
 *
 * @param samples number of points
 * @param classes number of classes
 * @param curve where the points of a class lie before noise is added
 * @param noise standard deviation of the Gaussian noise added to both coordinates
 */
record LabelledPoints(int samples, int classes, Curve curve, double noise) {

  /** Points of a class. */
  @FunctionalInterface
  interface Curve {
    /** The {@code nth} point of class {@code label}: two coordinates. */
    double[] point(int label, int nth, SplittableRandom random);
  }

  PreparedData prepare(Optional<Split> split, DataRequest request) {
    if (request.targetKind() != TargetKind.VALUE && classes > samples) {
      throw DataException.inKey(
          "samples", "%d samples are too few for %d classes".formatted(samples, classes));
    }
    // Split off, so that the points and the shuffling before a split draw from different streams.
    SplittableRandom random = new SplittableRandom(request.seed()).split();
    float[] inputs = SyntheticExamples.inputs(samples, 2);
    int[] labels = new int[samples];
    for (int i = 0; i < samples; i++) {
      labels[i] = i % classes;
      double[] point = curve.point(labels[i], i / classes, random);
      inputs[2 * i] = (float) (point[0] + noise * random.nextGaussian());
      inputs[2 * i + 1] = (float) (point[1] + noise * random.nextGaussian());
    }
    TargetKind kind = request.targetKind();
    List<String> names =
        kind == TargetKind.VALUE
            ? List.of()
            : IntStream.range(0, classes).mapToObj(String::valueOf).toList();
    if (kind != TargetKind.VALUE) {
      ClassTargets.checkCount(kind, names, "type");
    }
    return new SyntheticExamples(2, inputs, ClassTargets.encode(kind, labels, classes), names)
        .prepare(split, Optional.of(labels), request);
  }
}
