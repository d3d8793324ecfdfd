package dev.nn.core.activations;

import dev.nn.api.graph.Value;
import dev.nn.api.layer.Activation;
import dev.nn.api.spec.Default;
import dev.nn.api.spec.Doc;
import dev.nn.api.spec.Type;

/**
 * aᵢ = zᵢ − ln Σⱼ e^zⱼ along an axis. Shapes: z [...] → a [...].
 *
 * @param axis of the sum
 */
@Type("log_softmax")
@Doc("aᵢ = zᵢ − ln Σⱼ e^zⱼ")
public record LogSoftmax(@Default("-1") @Doc("axis of the sum") int axis) implements Activation {
  /** Along the last axis. */
  public static LogSoftmax of() {
    return new LogSoftmax(-1);
  }

  @Override
  public Value apply(Value z) {
    return Axes.along(z, axis, Value::logSoftmax);
  }
}
