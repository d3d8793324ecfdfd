package dev.nn.testkit.backend;

import dev.nn.api.tensor.DataType;
import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.Tensor;
import dev.nn.api.tensor.TensorType;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Tensors to compute with; the same at every run. */
final class Samples {
  private Samples() {}

  /** Numbers, even over [low, high); whole ones for int32, true or false for bool. */
  static Tensor between(double low, double high, DataType dtype, Shape shape) {
    // Different shapes get different numbers, so that x and y of one case are not the same.
    SplittableRandom random = new SplittableRandom(31L * shape.hashCode() + Double.hashCode(low));
    double[] values = new double[shape.elements()];
    for (int i = 0; i < values.length; i++) {
      double value = low + (high - low) * random.nextDouble();
      values[i] =
          switch (dtype) {
            case FLOAT32, FLOAT64 -> value;
            case INT32 -> Math.floor(value);
            case BOOL -> random.nextBoolean() ? 1 : 0;
          };
    }
    return Tensor.of(new TensorType(dtype, shape), values);
  }

  /** Numbers around 0. */
  static Tensor of(DataType dtype, Shape shape) {
    return dtype.isFloating() ? between(-1, 1.01, dtype, shape) : between(-9, 10, dtype, shape);
  }

  /** Few different numbers, so that many are equal. */
  static Tensor coarse(double offset, DataType dtype, Shape shape) {
    double[] values = between(-2 + offset, 3 + offset, DataType.FLOAT64, shape).toDoubles();
    for (int i = 0; i < values.length; i++) {
      values[i] = Math.floor(values[i]);
    }
    return Tensor.of(new TensorType(dtype, shape), values);
  }

  /** Indices below {@code limit}. */
  static Tensor indices(int limit, Shape shape) {
    return between(0, limit, DataType.INT32, shape);
  }

  /** Given numbers as a vector. */
  static Tensor vector(DataType dtype, double... values) {
    return Tensor.of(new TensorType(dtype, Shape.of(values.length)), values);
  }

  /** The same elements from last to first. */
  static Tensor reversed(Tensor tensor) {
    int n = tensor.size();
    return Tensor.of(
        tensor.type(), IntStream.range(0, n).mapToDouble(i -> tensor.get(n - 1 - i)).toArray());
  }
}
