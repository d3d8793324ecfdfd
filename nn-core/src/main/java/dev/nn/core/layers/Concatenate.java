package dev.nn.core.layers;

import dev.nn.api.graph.Value;
import dev.nn.api.layer.LayerScope;
import dev.nn.api.layer.MergeLayer;
import dev.nn.api.op.Concat;
import dev.nn.api.spec.Default;
import dev.nn.api.spec.Doc;
import dev.nn.api.spec.Type;
import dev.nn.api.tensor.ShapeException;
import java.util.List;

/**
 * y = the inputs side by side along an axis; all other sizes equal. Shapes: xᵢ [batch, ..., nᵢ] → y
 * [batch, ..., Σ nᵢ].
 *
 * @param axis along which they are joined
 */
@Type("concatenate")
@Doc("the inputs side by side")
public record Concatenate(@Default("-1") @Doc("axis along which they are joined") int axis)
    implements MergeLayer {

  /** Along the last axis. */
  public static Concatenate of() {
    return new Concatenate(-1);
  }

  /**
   * @throws ShapeException if there is no input, or sizes differ elsewhere, or the axis is the
   *     batch
   */
  @Override
  public Value apply(LayerScope scope, List<Value> inputs) {
    if (inputs.isEmpty()) {
      throw new ShapeException("concatenate needs at least one input");
    }
    Value first = inputs.get(0);
    int resolved = first.shape().axis(axis);
    if (resolved == 0) {
      throw new ShapeException("concatenate cannot join along the batch axis");
    }
    for (Value input : inputs) {
      if (input.dtype() != first.dtype()
          || input.shape().rank() != first.shape().rank()
          || !input.shape().with(resolved, 0).equals(first.shape().with(resolved, 0))) {
        throw Merging.misfit(
            "concatenate", "all sizes but that of axis " + resolved + " must be equal");
      }
    }
    return inputs.size() == 1 ? first : scope.builder().emit(new Concat(resolved), inputs).get(0);
  }
}
