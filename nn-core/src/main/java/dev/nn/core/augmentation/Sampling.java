package dev.nn.core.augmentation;

import dev.nn.api.graph.Value;
import dev.nn.api.op.Gather;
import dev.nn.api.op.UnaryFunction;
import dev.nn.api.tensor.DataType;
import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.Tensor;
import java.util.Arrays;

/**
 * Images put together anew from pixels of old ones: y[b, :, i, j] = x[b, :, row(b, i, j), column(b,
 * i, j)].
 *
 * @param interpolation for places between pixels
 * @param fillMode for places beyond the edges
 * @param fillValue the colour beyond the edges, if the mode is constant
 */
record Sampling(Interpolation interpolation, FillMode fillMode, double fillValue) {
  /** Whole pixels that are all inside. */
  static final Sampling EXACT = new Sampling(Interpolation.NEAREST, FillMode.NEAREST, 0);

  /**
   * @param x [batch, channels, height, width]
   * @param row of each new pixel, to be stretched to [batch, 1, new height, new width]
   * @param column likewise
   */
  Value sample(Value x, Value row, Value column) {
    int batch = x.shape().size(0);
    int channels = x.shape().size(1);
    int height = x.shape().size(2);
    int width = x.shape().size(3);
    Shape grid = Shape.broadcast(row.shape(), column.shape()).withoutBatch().withBatch(batch);
    Value i = fillMode.inside(row, height).labelled("row").broadcastTo(grid);
    Value j = fillMode.inside(column, width).labelled("column").broadcastTo(grid);
    Value pixels = x.transpose(0, 2, 3, 1).reshape(batch * height * width, channels);
    Value sampled =
        interpolation == Interpolation.NEAREST
            ? pixel(pixels, nearest(i), nearest(j), height, width)
            : bilinear(pixels, i, j, height, width);
    Value y = sampled.reshape(batch, grid.size(2), grid.size(3), channels).transpose(0, 3, 1, 2);
    return fillMode == FillMode.CONSTANT ? filled(y, row, column, height, width) : y;
  }

  private static Value nearest(Value at) {
    return at.add(0.5).map(UnaryFunction.FLOOR);
  }

  private static Value bilinear(Value pixels, Value i, Value j, int height, int width) {
    Value top = i.map(UnaryFunction.FLOOR).labelled("top");
    Value left = j.map(UnaryFunction.FLOOR).labelled("left");
    Value bottom = top.add(1).minimum(height - 1).labelled("bottom");
    Value right = left.add(1).minimum(width - 1).labelled("right");
    // A weight for each pixel, the same for all its channels.
    Value down = i.subtract(top).reshape(i.shape().elements(), 1).labelled("down");
    Value across = j.subtract(left).reshape(j.shape().elements(), 1).labelled("across");
    Value above =
        mix(
            pixel(pixels, top, left, height, width),
            pixel(pixels, top, right, height, width),
            across);
    Value below =
        mix(
            pixel(pixels, bottom, left, height, width),
            pixel(pixels, bottom, right, height, width),
            across);
    return mix(above.labelled("upper"), below.labelled("lower"), down);
  }

  private static Value mix(Value a, Value b, Value share) {
    return a.add(b.subtract(a).multiply(share));
  }

  /** Colours of whole pixels: [pixels, channels]. */
  private static Value pixel(Value pixels, Value i, Value j, int height, int width) {
    int batch = i.shape().size(0);
    int[] first = new int[batch];
    Arrays.setAll(first, b -> b * height * width);
    // In whole numbers: float32 does not have all those beyond 2²⁴.
    Value image = i.builder().constant(Tensor.of(Shape.of(batch, 1, 1, 1), first));
    Value index =
        i.cast(DataType.INT32)
            .multiply(i.builder().scalar(DataType.INT32, width))
            .add(j.cast(DataType.INT32))
            .add(image);
    return i.builder()
        .emit(new Gather(), pixels, index.reshape(Shape.of(index.shape().elements())));
  }

  /** A pixel whose middle is outside has the fill colour. */
  private Value filled(Value y, Value row, Value column, int height, int width) {
    Value rowInside = inside(row, height);
    Value columnInside = inside(column, width);
    Value inside = rowInside.multiply(columnInside);
    return inside.greater(0.5).select(y, y.constant(fillValue));
  }

  private static Value inside(Value at, int size) {
    Value low = at.greaterEqual(-0.5).cast(at.dtype());
    Value high = at.lessEqual(size - 0.5).cast(at.dtype());
    return low.multiply(high);
  }
}
