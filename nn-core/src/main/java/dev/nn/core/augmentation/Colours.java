package dev.nn.core.augmentation;

import dev.nn.api.graph.Value;
import dev.nn.api.op.Reduction;
import dev.nn.api.tensor.ShapeException;

/**
 * The colours of pixels: their greatest and least channel, and how far these are apart. Shapes
 * [batch, 1, height, width].
 */
record Colours(Value most, Value least, Value chroma) {
  /** Divides nothing that is not grey: what it divides is multiplied by 0 there. */
  private static final double TINY = 1e-7;

  static Colours of(Value x) {
    Value most = x.reduce(Reduction.MAX, true, 1);
    Value least = x.reduce(Reduction.MIN, true, 1);
    return new Colours(most, least, most.subtract(least));
  }

  /** For dividing by: the same, and where that is 0 a little more. */
  static Value positive(Value x) {
    return x.maximum(TINY);
  }

  /**
   * Fails unless a value holds images of three channels: red, green and blue.
   *
   * @param layer its name, for the message
   */
  static void check(String layer, Value x) {
    Images.check(layer, x);
    int channels = x.shape().size(1);
    if (channels == 3) {
      return;
    }
    ShapeException misfit =
        new ShapeException(
            "%s needs three channels, red, green and blue, not %d".formatted(layer, channels));
    if (x.shape().size(3) == 3) {
      throw misfit.helping("channels come first: put {type: permute, dims: [3, 1, 2]} before it");
    }
    throw channels == 1
        ? misfit.helping("grey images have no colours to change: leave this layer out")
        : misfit;
  }
}
