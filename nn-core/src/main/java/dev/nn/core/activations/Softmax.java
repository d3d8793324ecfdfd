package dev.nn.core.activations;

import dev.nn.api.graph.Value;
import dev.nn.api.layer.Activation;
import dev.nn.api.spec.Default;
import dev.nn.api.spec.Doc;
import dev.nn.api.spec.Type;

/**
 * aᵢ = e^zᵢ / Σⱼ e^zⱼ along an axis. Shapes: z [...] → a [...], sums along the axis 1. Bridle
 * (1990).
 *
 * @param axis along which the sum is 1
 */
@Type("softmax")
@Doc("aᵢ = e^zᵢ / Σⱼ e^zⱼ")
public record Softmax(@Default("-1") @Doc("axis along which the sum is 1") int axis)
    implements Activation {
  /** Along the last axis. */
  public static Softmax of() {
    return new Softmax(-1);
  }

  @Override
  public Value apply(Value z) {
    return Axes.along(z, axis, Value::softmax);
  }
}
