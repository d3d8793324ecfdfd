package dev.nn.core.regularizers;

import dev.nn.api.graph.Value;
import dev.nn.api.layer.Regularizer;
import dev.nn.api.spec.Default;
import dev.nn.api.spec.Doc;
import dev.nn.api.spec.Range;
import dev.nn.api.spec.Type;

/**
 * λ·Σθ². Krogh and Hertz (1992).
 *
 * @param l2 λ
 */
@Type("l2")
@Doc("l2·Σθ²")
public record L2(@Default("0.01") @Doc("factor") @Range(min = 0) double l2) implements Regularizer {
  @Override
  public Value penalty(Value parameter) {
    return parameter.square().sum().scale(l2);
  }
}
