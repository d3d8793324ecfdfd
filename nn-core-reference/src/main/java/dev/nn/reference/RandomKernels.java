package dev.nn.reference;

import dev.nn.api.op.CounterRandom;
import dev.nn.api.op.Random;

/** Random numbers by position. */
final class RandomKernels {
  private RandomKernels() {}

  /** Number i of the stream, whatever the shape. */
  static Kernel random(Random op, Operands at) {
    Window seedAndStep = at.input(0);
    return () -> {
      long key = CounterRandom.key((int) seedAndStep.get(0), (int) seedAndStep.get(1), op.stream());
      for (int i = 0; i < at.output().size(); i++) {
        at.output()
            .set(
                i,
                switch (op.distribution()) {
                  case UNIFORM -> CounterRandom.uniform(key, i);
                  case NORMAL -> CounterRandom.normal(key, i);
                });
      }
    };
  }
}
