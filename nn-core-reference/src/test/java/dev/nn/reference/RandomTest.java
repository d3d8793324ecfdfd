package dev.nn.reference;

import static dev.nn.reference.Single.floats;
import static dev.nn.reference.Single.ints;
import static dev.nn.reference.Single.vector;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.nn.api.op.Random;
import dev.nn.api.tensor.DataType;
import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.TensorType;
import org.junit.jupiter.api.Test;

/** Expected numbers come from a few lines of Python written from the description of the hash. */
class RandomTest {
  private static final double[] UNIFORM = {
    0.5789973139762878, 0.3806458115577698, 0.727469265460968, 0.22132378816604614
  };

  @Test
  void uniformNumbersAreHashesOfTheirPosition() {
    assertEquals(floats(UNIFORM), Single.run(uniform(DataType.FLOAT32, 3, 4), ints(42, 7)));
    assertEquals(vector(UNIFORM), Single.run(uniform(DataType.FLOAT64, 3, 4), ints(42, 7)));
    assertEquals(
        vector(0.3708290457725525, 0.44197213649749756),
        Single.run(uniform(DataType.FLOAT64, 0, 2), ints(-1, 0)));
  }

  @Test
  void normalNumbersAreMadeOfPairsOfThem() {
    Random op =
        new Random(Random.Distribution.NORMAL, 3, new TensorType(DataType.FLOAT32, Shape.of(2, 2)));
    assertArrayEquals(
        new float[] {
          -0.9625186920166016f, 0.28895923495292664f, 1.6174581050872803f, -0.8509237766265869f
        },
        Single.run(op, ints(42, 7)).floats());
  }

  private static Random uniform(DataType dtype, int stream, int size) {
    return new Random(Random.Distribution.UNIFORM, stream, new TensorType(dtype, Shape.of(size)));
  }
}
