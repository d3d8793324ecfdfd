package dev.nn.core.layers;

import dev.nn.api.graph.Value;
import dev.nn.api.layer.LayerScope;
import dev.nn.api.layer.MergeLayer;
import dev.nn.api.op.Concat;
import dev.nn.api.spec.Default;
import dev.nn.api.spec.Doc;
import dev.nn.api.spec.Type;
import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.ShapeException;
import dev.nn.api.tensor.ShapeException.Kind;
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
      throw new ShapeException(Kind.COUNT, "concatenate needs at least one input");
    }
    Value first = inputs.get(0);
    int resolved = first.shape().axis(axis);
    if (resolved == 0) {
      throw new ShapeException(Kind.AXES, "concatenate cannot join along the batch axis")
          .about("axis")
          .helping("axis 0 is the batch; the examples' own axes begin with 1");
    }
    for (Value input : inputs) {
      if (input.dtype() != first.dtype()
          || input.shape().rank() != first.shape().rank()
          || !input.shape().with(resolved, 0).equals(first.shape().with(resolved, 0))) {
        throw Merging.misfit(
                "concatenate", "all sizes but that of axis " + resolved + " must be equal")
            .helping(help(inputs));
      }
    }
    return inputs.size() == 1 ? first : scope.builder().emit(new Concat(resolved), inputs).get(0);
  }

  /** Another axis along which the inputs could be joined, if there is one. */
  private static String help(List<Value> inputs) {
    Shape first = inputs.get(0).shape();
    for (int axis = 1; axis < first.rank(); axis++) {
      int joined = axis;
      boolean fits =
          inputs.stream()
              .map(Value::shape)
              .allMatch(
                  shape ->
                      shape.rank() == first.rank()
                          && shape.with(joined, 0).equals(first.with(joined, 0)));
      if (fits) {
        return "write axis: %d, along which they can be joined".formatted(axis);
      }
    }
    return inputs.stream()
        .map(Value::shape)
        .filter(shape -> !shape.equals(first))
        .findFirst()
        .map(shape -> Merging.help(first, shape))
        .orElse("they need one type");
  }
}
