package dev.nn.data;

import dev.nn.api.data.DataException;
import dev.nn.api.data.DataRequest;
import dev.nn.api.data.DataRequest.TargetKind;
import dev.nn.api.data.DataSource;
import dev.nn.api.data.PreparedData;
import dev.nn.api.spec.Default;
import dev.nn.api.spec.Doc;
import dev.nn.api.spec.Range;
import dev.nn.api.spec.Type;
import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.Tensor;
import dev.nn.api.tensor.TensorType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * y = x · w + b + ε, for regression: x, w and b drawn from the standard normal distribution, ε ~
 * N(0, noise²). Input: float32 {@code [samples, features]}. Target: float32 {@code [samples, 1]}. A
 * file for the model has the columns {@code x0,x1,…} and, where needed, {@code target}.
 *
 * @param samples number of points; default 500
 * @param features number of inputs; default 3
 * @param noise standard deviation of ε; default 0.1
 * @param split how the points are divided; left out, all are for training
 */
@Type("linear")
@Doc("y = x · w + b + noise, for regression")
public record LinearSource(
    @Doc("Number of points") @Default("500") @Range(min = 1) int samples,
    @Doc("Number of inputs") @Default("3") @Range(min = 1) int features,
    @Doc("Standard deviation of the Gaussian noise") @Default("0.1") @Range(min = 0) double noise,
    @Doc("How the points are divided; left out: all are for training") Optional<Split> split)
    implements DataSource {

  @Override
  public Map<String, TensorType> inputTypes() {
    return SyntheticExamples.types(features);
  }

  @Override
  public PreparedData load(DataRequest request) {
    if (request.targetKind() != TargetKind.VALUE) {
      throw DataException.inKey(
          "type", "the target of 'linear' is a number; use a regression loss such as mse");
    }
    float[] inputs = SyntheticExamples.inputs(samples, features);
    SplittableRandom random = new SplittableRandom(request.seed()).split();
    double[] weights = new double[features];
    for (int i = 0; i < features; i++) {
      weights[i] = random.nextGaussian();
    }
    double bias = random.nextGaussian();
    float[] targets = new float[samples];
    for (int row = 0; row < samples; row++) {
      double y = bias + noise * random.nextGaussian();
      for (int i = 0; i < features; i++) {
        float x = (float) random.nextGaussian();
        inputs[row * features + i] = x;
        y += x * weights[i];
      }
      targets[row] = (float) y;
    }
    return new SyntheticExamples(
            features, inputs, Tensor.of(Shape.of(samples, 1), targets), List.of())
        .prepare(split, Optional.empty(), request);
  }
}
