package dev.nn.core.constraints;

import dev.nn.api.graph.Value;
import dev.nn.api.layer.Constraint;
import dev.nn.api.spec.Doc;
import dev.nn.api.spec.Type;

/** θ ← max(θ, 0). */
@Type(value = "non_neg", aliases = "non_negative")
@Doc("max(θ, 0)")
public record NonNegative() implements Constraint {
  @Override
  public Value apply(Value parameter) {
    return parameter.maximum(0);
  }
}
