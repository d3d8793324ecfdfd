package dev.nn.core.augmentation;

import dev.nn.api.graph.Value;
import dev.nn.api.layer.Layer;
import dev.nn.api.layer.LayerScope;
import dev.nn.api.op.Comparison;
import dev.nn.api.op.UnaryFunction;
import dev.nn.api.spec.Default;
import dev.nn.api.spec.Doc;
import dev.nn.api.spec.Range;
import dev.nn.api.spec.Type;
import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.Tensor;
import java.util.List;

/**
 * In training, turns the colours of each image by the same random angle on the circle red, yellow,
 * green, cyan, blue, magenta; y = x in inference. With the hue h in [0, 6), m and n the greatest
 * and least channel: h becomes h + 3·f or h − 3·f, and channel c of red, green, blue becomes m − (m
 * − n)·min(1, max(0, min(k, 4 − k))) with k = (5 − 2·c + h) mod 6. Grey, m and n stay. Shapes: x
 * [batch, 3, height, width] → y likewise. Smith (1978).
 *
 * @param factor f, share of half a turn: [lower, upper] between 0 and 1, or one number for 0 to
 *     that; either way round
 * @param valueRange least and greatest value; [0, 1] as nn scales images, where Keras has [0, 255]
 */
@Type("random_hue")
@Doc("in training, turns red, green and blue into other colours at random")
public record RandomHue(
    @Doc("share of half a turn: f for 0 to f, or [lower, upper]") @Range(min = 0, max = 1)
        List<Double> factor,
    @Default("[0, 1]") @Doc("least and greatest value") List<Double> valueRange)
    implements Layer {
  /**
   * @throws IllegalArgumentException if the factor is not between 0 and 1, or the value range no
   *     range
   */
  public RandomHue {
    Images.shares("factor", factor);
    ValueRange.check(valueRange);
  }

  /**
   * @throws dev.nn.api.tensor.ShapeException if x is no batch of images of three channels
   */
  @Override
  public Value apply(LayerScope scope, Value x) {
    Colours.check("random_hue", x);
    if (!scope.training()) {
      return x;
    }
    double[] range = Images.shares("factor", factor);
    Value turn =
        Images.uniform(scope, x, range[0], range[1]).scale(3).multiply(Images.side(scope, x));
    Colours of = Colours.of(x);
    Value hue = hue(x, of).add(turn);
    Value channel =
        scope.builder().constant(Tensor.of(Shape.of(1, 3, 1, 1), 5.0, 3.0, 1.0).cast(x.dtype()));
    Value k = onCircle(hue.add(channel));
    Value below = k.minimum(k.negate().add(4)).clip(0, 1);
    return of.most()
        .subtract(of.chroma().multiply(below))
        .clip(valueRange.get(0), valueRange.get(1));
  }

  /** 0 red, 2 green, 4 blue, and between them by the middle channel; 0 of grey. */
  private static Value hue(Value x, Colours of) {
    Value red = x.slice(1, 0, 1);
    Value green = x.slice(1, 1, 1);
    Value blue = x.slice(1, 2, 1);
    Value chroma = Colours.positive(of.chroma());
    Value fromRed = green.subtract(blue).divide(chroma);
    Value fromGreen = blue.subtract(red).divide(chroma).add(2);
    Value fromBlue = red.subtract(green).divide(chroma).add(4);
    Value others = green.compare(Comparison.GREATER_EQUAL, of.most()).select(fromGreen, fromBlue);
    return red.compare(Comparison.GREATER_EQUAL, of.most()).select(fromRed, others);
  }

  private static Value onCircle(Value h) {
    return h.subtract(h.scale(1.0 / 6).map(UnaryFunction.FLOOR).scale(6));
  }
}
