package dev.nn.core.check;

import dev.nn.api.data.Dataset;
import dev.nn.api.graph.Value;
import dev.nn.core.train.Trainer;
import java.util.SplittableRandom;

/** Which examples a check looks at. */
public final class CheckRows {
  /** Enough for every part of a network to have something to do. */
  public static final int MOST = 8;

  /** With fewer, statistics over the batch would be those of one example. */
  private static final int LEAST = 2;

  /** Of so many numbers, a forward pass in float64 takes some tens of milliseconds. */
  private static final long NUMBERS = 500_000;

  private CheckRows() {}

  /** Eight, or fewer, but two, if the layers give out more than half a million numbers for them. */
  public static int suitable(Trainer trainer) {
    long numbers =
        trainer.pass(1).forward().outputs().values().stream()
            .map(Value::shape)
            .mapToLong(shape -> shape.elements())
            .sum();
    return (int) Math.max(LEAST, Math.min(MOST, NUMBERS / Math.max(1, numbers)));
  }

  /** Different examples, chosen at random; all of them if there are no more. */
  public static Dataset choose(Dataset examples, int count, long seed) {
    int[] rows =
        new SplittableRandom(seed)
            .ints(0, examples.size())
            .distinct()
            .limit(Math.min(count, examples.size()))
            .toArray();
    return examples.select(rows);
  }
}
