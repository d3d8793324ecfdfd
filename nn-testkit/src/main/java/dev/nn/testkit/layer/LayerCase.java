package dev.nn.testkit.layer;

import dev.nn.api.tensor.DataType;
import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.Tensor;
import dev.nn.api.tensor.TensorType;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/**
 * A layer's configuration and what is put in.
 *
 * @param config such as {@code {type: dense, units: 3}}
 * @param examples types of one example of each input, without the batch axis
 * @param below int32 inputs are drawn from 0 (inclusive) to this (exclusive)
 * @param kinks whether the formula has kinks, as relu has
 * @param rejected shapes of an example that the layer must not take
 */
public record LayerCase(
    String config, List<TensorType> examples, int below, boolean kinks, List<Shape> rejected) {
  /** Copies the lists. */
  public LayerCase {
    examples = List.copyOf(examples);
    rejected = List.copyOf(rejected);
  }

  /** With floating inputs, examples of these shapes. */
  public static LayerCase of(String config, Shape... examples) {
    List<TensorType> types =
        Arrays.stream(examples).map(shape -> new TensorType(DataType.FLOAT64, shape)).toList();
    return new LayerCase(config, types, 1, false, List.of());
  }

  /** This with int32 inputs from 0 (inclusive) to {@code below} (exclusive). */
  public LayerCase ofIndices(int below) {
    List<TensorType> types = examples.stream().map(t -> t.withDtype(DataType.INT32)).toList();
    return new LayerCase(config, types, below, kinks, rejected);
  }

  /** This with kinks, at which no gradient is compared. */
  public LayerCase withKinks() {
    return new LayerCase(config, examples, below, true, rejected);
  }

  /** This with shapes of an example that must be refused. */
  public LayerCase rejecting(Shape... shapes) {
    return new LayerCase(config, examples, below, kinks, List.of(shapes));
  }

  /** Inputs {@code [batch, ...]}; floating ones hold numbers that float32 has too. */
  Tensor[] inputs(int batch) {
    SplittableRandom random = new SplittableRandom(7);
    return examples.stream()
        .map(
            type -> {
              Shape shape = type.shape().withBatch(batch);
              int n = shape.elements();
              return type.dtype() == DataType.INT32
                  ? Tensor.of(shape, random.ints(n, 0, below).toArray())
                  : Tensor.of(shape, floats(random, n));
            })
        .toArray(Tensor[]::new);
  }

  static double[] floats(SplittableRandom random, int count) {
    return Stream.generate(() -> random.nextDouble(-2, 2))
        .limit(count)
        .mapToDouble(value -> (float) (double) value)
        .toArray();
  }

  @Override
  public String toString() {
    return config + " on " + examples;
  }
}
