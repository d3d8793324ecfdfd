package dev.nn.bench;

import java.util.List;
import java.util.Random;

/**
 * A parameter of a layer and how it starts: uniform between two bounds, or constant where they are
 * equal.
 *
 * @param name within its layer
 * @param shape as described at {@link Layer}
 * @param low lower bound
 * @param high upper bound
 */
public record Parameter(String name, List<Integer> shape, double low, double high) {

  /** Uniform within ±√(6 / (in + out)). */
  static Parameter glorot(String name, int in, int out, Integer... shape) {
    double limit = Math.sqrt(6.0 / (in + out));
    return new Parameter(name, List.of(shape), -limit, limit);
  }

  static Parameter constant(String name, double value, Integer... shape) {
    return new Parameter(name, List.of(shape), value, value);
  }

  float[] draw(Random random) {
    float[] values = new float[Shapes.size(shape)];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (low == high ? low : low + random.nextDouble() * (high - low));
    }
    return values;
  }
}
