package dev.nn.core.regularizers;

import dev.nn.api.graph.Value;
import dev.nn.api.layer.Regularizer;
import dev.nn.api.spec.Default;
import dev.nn.api.spec.Doc;
import dev.nn.api.spec.Range;
import dev.nn.api.spec.Type;

/**
 * λ·Σ|θ|. Tibshirani (1996).
 *
 * @param l1 λ
 */
@Type("l1")
@Doc("l1·Σ|θ|")
public record L1(@Default("0.01") @Doc("factor") @Range(min = 0) double l1) implements Regularizer {
  @Override
  public Value penalty(Value parameter) {
    return parameter.abs().sum().scale(l1);
  }
}
