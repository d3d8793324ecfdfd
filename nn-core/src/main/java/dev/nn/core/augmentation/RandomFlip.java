package dev.nn.core.augmentation;

import dev.nn.api.graph.Value;
import dev.nn.api.layer.Layer;
import dev.nn.api.layer.LayerScope;
import dev.nn.api.op.Reverse;
import dev.nn.api.spec.Default;
import dev.nn.api.spec.Doc;
import dev.nn.api.spec.Type;
import java.util.Locale;

/**
 * In training, mirrors each image with probability ½ for each direction; y = x in inference.
 * Shapes: x [batch, channels, height, width] → y likewise. Krizhevsky, Sutskever and Hinton (2012).
 *
 * @param mode in which directions
 */
@Type("random_flip")
@Doc("in training, mirrors images at random")
public record RandomFlip(@Default("horizontal_and_vertical") @Doc("in which directions") Mode mode)
    implements Layer {

  /** Directions. */
  public enum Mode {
    /** Left and right change places. */
    HORIZONTAL,
    /** Top and bottom change places. */
    VERTICAL,
    /** Each on its own. */
    HORIZONTAL_AND_VERTICAL;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * @throws dev.nn.api.tensor.ShapeException if x is no batch of images
   */
  @Override
  public Value apply(LayerScope scope, Value x) {
    Images.check("random_flip", x);
    if (!scope.training()) {
      return x;
    }
    Value y = mode == Mode.VERTICAL ? x : flipped(scope, x, 3);
    return mode == Mode.HORIZONTAL ? y : flipped(scope, y, 2);
  }

  private static Value flipped(LayerScope scope, Value x, int axis) {
    Value mirrored = scope.builder().emit(new Reverse(axis), x);
    return Images.uniform(scope, x, 0, 1).less(0.5).select(mirrored, x);
  }
}
