package dev.nn.bench;

import java.util.List;
import java.util.Random;

/**
 * What a network is fed with.
 *
 * @param kind how the numbers are drawn
 * @param shape of one sample
 * @param symbols how many different ones there are, or 0 where the values are no symbols
 */
public record Input(Kind kind, List<Integer> shape, int symbols) {

  /** How the numbers are drawn. */
  public enum Kind {
    /** Standard normal. */
    VALUES,
    /** A uniform symbol per step, as a row with a single one: {@code [time, symbols]}. */
    ONE_HOT,
    /** A uniform symbol per step, as its number: {@code [time]}. */
    TOKENS
  }

  static Input values(Integer... shape) {
    return new Input(Kind.VALUES, List.of(shape), 0);
  }

  static Input oneHot(int time, int symbols) {
    return new Input(Kind.ONE_HOT, List.of(time, symbols), symbols);
  }

  static Input tokens(int time, int symbols) {
    return new Input(Kind.TOKENS, List.of(time), symbols);
  }

  /** Draws a batch, row-major; tokens are whole numbers. */
  float[] draw(int batch, Random random) {
    float[] values = new float[batch * Shapes.size(shape)];
    switch (kind) {
      case VALUES -> {
        for (int i = 0; i < values.length; i++) {
          values[i] = (float) random.nextGaussian();
        }
      }
      case ONE_HOT -> {
        for (int i = 0; i < values.length; i += symbols) {
          values[i + random.nextInt(symbols)] = 1;
        }
      }
      case TOKENS -> {
        for (int i = 0; i < values.length; i++) {
          values[i] = random.nextInt(symbols);
        }
      }
    }
    return values;
  }

  String describe() {
    return switch (kind) {
      case VALUES -> Shapes.text(shape);
      case ONE_HOT -> "%d steps of %d one-hot symbols".formatted(shape.get(0), symbols);
      case TOKENS -> "%d tokens of %d".formatted(shape.get(0), symbols);
    };
  }
}
