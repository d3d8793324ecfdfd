package dev.nn.api.op;

import dev.nn.api.graph.Op;
import dev.nn.api.tensor.DataType;
import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.ShapeException;
import dev.nn.api.tensor.TensorType;
import java.util.List;
import java.util.Locale;

/**
 * Random numbers that depend on nothing but the key, the stream and the position, so that every
 * backend, thread count and resumed run draws the same. Shapes: int32 key [2] (seed, step) → [...].
 * See {@link CounterRandom} for the numbers.
 *
 * @param distribution which numbers
 * @param stream tells apart several draws of one step
 * @param type float32 or float64, and the shape
 */
public record Random(Distribution distribution, int stream, TensorType type) implements Op {
  /** What the numbers look like. */
  public enum Distribution {
    /** Even over [0, 1). */
    UNIFORM,
    /** Mean 0, standard deviation 1. */
    NORMAL
  }

  @Override
  public String name() {
    return "random_" + distribution.name().toLowerCase(Locale.ROOT);
  }

  @Override
  public List<TensorType> infer(List<TensorType> inputs) {
    Elementwise.expectCount(this, inputs, 1);
    if (!inputs.get(0).equals(new TensorType(DataType.INT32, Shape.of(2)))
        || !type.dtype().isFloating()) {
      throw new ShapeException(
          name() + " needs an int32[2] key and a floating type, not " + inputs);
    }
    return List.of(type);
  }
}
