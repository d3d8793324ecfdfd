package dev.nn.core.augmentation;

import dev.nn.api.graph.Value;
import java.util.Locale;

/** What lies beyond the edges of an image, for an image a b c d. */
public enum FillMode {
  /** d c b a | a b c d | d c b a. */
  REFLECT {
    @Override
    Value inside(Value at, int size) {
      Value within = modulo(at.add(0.5), 2 * size);
      Value folded = within.add(-size).abs().negate().add(size);
      return folded.add(-0.5).clip(0, size - 1);
    }
  },
  /** a b c d | a b c d | a b c d. */
  WRAP {
    @Override
    Value inside(Value at, int size) {
      return modulo(at, size).minimum(size - 1);
    }
  },
  /** One colour: k k k k | a b c d | k k k k. */
  CONSTANT {
    @Override
    Value inside(Value at, int size) {
      return at.clip(0, size - 1);
    }
  },
  /** a a a a | a b c d | d d d d. */
  NEAREST {
    @Override
    Value inside(Value at, int size) {
      return at.clip(0, size - 1);
    }
  };

  /** The place in [0, size − 1] where the colour of a place anywhere is found. */
  abstract Value inside(Value at, int size);

  private static Value modulo(Value x, int n) {
    return x.subtract(x.scale(1.0 / n).map(dev.nn.api.op.UnaryFunction.FLOOR).scale(n));
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
