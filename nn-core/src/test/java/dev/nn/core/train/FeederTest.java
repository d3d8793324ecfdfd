package dev.nn.core.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.nn.api.data.Dataset;
import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** With 4 features a batch is gathered by the caller, with 40,000 by the feeder's thread. */
class FeederTest {
  private static final int EXAMPLES = 10;
  private static final int[] ORDER = {3, 1, 4, 0, 5, 9, 2, 6, 8, 7};

  private static Dataset dataset(int features) {
    float[] inputs = new float[EXAMPLES * features];
    for (int i = 0; i < inputs.length; i++) {
      inputs[i] = (float) i / features;
    }
    int[] targets = IntStream.range(0, EXAMPLES).toArray();
    return Dataset.of(
        Tensor.of(Shape.of(EXAMPLES, features), inputs), Tensor.of(Shape.of(EXAMPLES), targets));
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 40_000})
  void everyExampleComesOnceAndInOrder(int features) throws InterruptedException {
    try (Feeder feeder = new Feeder(dataset(features), 4)) {
      for (int epoch = 0; epoch < 3; epoch++) {
        feeder.start(ORDER);
        List<Integer> seen = new ArrayList<>();
        List<Integer> sizes = new ArrayList<>();
        for (Batch batch = feeder.next(); batch != null; batch = feeder.next()) {
          sizes.add(batch.count());
          Tensor targets = batch.copy("target/output");
          Tensor inputs = batch.copy("input");
          for (int i = 0; i < batch.count(); i++) {
            seen.add((int) targets.get(i));
            assertEquals(targets.get(i), inputs.get(i * features), 1e-3);
          }
          feeder.release(batch);
        }
        assertEquals(List.of(4, 4, 2), sizes);
        assertEquals(IntStream.of(ORDER).boxed().toList(), seen);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 40_000})
  void anEpochCanBeLeftInTheMiddle(int features) throws InterruptedException {
    Feeder feeder = new Feeder(dataset(features), 4);
    feeder.start(ORDER);
    feeder.next();
    feeder.start(ORDER);
    assertEquals(ORDER[0], (int) feeder.next().copy("target/output").get(0));
    feeder.close();
    assertFalse(
        Thread.getAllStackTraces().keySet().stream()
            .anyMatch(thread -> thread.getName().equals("nn-feeder") && thread.isAlive()));
  }
}
