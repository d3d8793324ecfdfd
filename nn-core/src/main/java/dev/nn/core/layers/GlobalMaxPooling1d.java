package dev.nn.core.layers;

import dev.nn.api.graph.Value;
import dev.nn.api.layer.Layer;
import dev.nn.api.layer.LayerScope;
import dev.nn.api.op.Reduction;
import dev.nn.api.spec.Default;
import dev.nn.api.spec.Doc;
import dev.nn.api.spec.Type;
import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.ShapeException;
import java.util.Optional;

/**
 * y[c] = greatest of x[c] over all its steps, for each example. Shapes: x [batch, channels, length]
 * → y [batch, channels], or with {@code keepdims} [batch, channels, 1]. With {@code data_format:
 * channels_last}, x [batch, length, channels]; a mask that comes with such a sequence says which
 * steps count.
 *
 * @param dataFormat whether the channels come first or last
 * @param keepdims keep the axes with size 1
 */
@Type(value = "global_max_pooling1d", aliases = "global_max_pool1d")
@Doc("greatest over all steps")
public record GlobalMaxPooling1d(
    @Default("channels_first") @Doc("where the channels are") DataFormat dataFormat,
    @Default("false") @Doc("keep the axes with size 1") boolean keepdims)
    implements Layer {

  /** Without the axes. */
  public static GlobalMaxPooling1d of() {
    return new GlobalMaxPooling1d(DataFormat.CHANNELS_FIRST, false);
  }

  /**
   * @throws ShapeException if x has another number of axes, or there is nothing in them
   */
  @Override
  public Value apply(LayerScope scope, Value x) {
    Windows.requireSequence("global_max_pooling1d", x, dataFormat);
    Windows.requireEntries("global_max_pooling1d", x);
    int steps = dataFormat.steps();
    Optional<Value> mask = scope.mask(x);
    Windows.requireUnmasked("global_max_pooling1d", mask, dataFormat);
    return mask.map(counts -> masked(x, counts))
        .orElseGet(() -> x.reduce(Reduction.MAX, keepdims, steps));
  }

  /** The greatest of the steps that count; 0 if none does. */
  private Value masked(Value x, Value mask) {
    Value counts = mask.reshape(mask.shape().concat(Shape.of(1)));
    Value lowest = x.constant(Double.NEGATIVE_INFINITY);
    Value greatest = counts.select(x, lowest).reduce(Reduction.MAX, keepdims, 1);
    Value any = counts.cast(x.dtype()).reduce(Reduction.MAX, keepdims, 1);
    return any.greater(0).select(greatest, x.constant(0));
  }
}
