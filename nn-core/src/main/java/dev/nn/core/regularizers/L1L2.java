package dev.nn.core.regularizers;

import dev.nn.api.graph.Value;
import dev.nn.api.layer.Regularizer;
import dev.nn.api.spec.Default;
import dev.nn.api.spec.Doc;
import dev.nn.api.spec.Range;
import dev.nn.api.spec.Type;

/**
 * λ₁·Σ|θ| + λ₂·Σθ². Zou and Hastie (2005).
 *
 * @param l1 λ₁
 * @param l2 λ₂
 */
@Type("l1_l2")
@Doc("l1·Σ|θ| + l2·Σθ²")
public record L1L2(
    @Default("0.0") @Doc("factor of the absolute values") @Range(min = 0) double l1,
    @Default("0.0") @Doc("factor of the squares") @Range(min = 0) double l2)
    implements Regularizer {
  @Override
  public Value penalty(Value parameter) {
    return new L1(l1).penalty(parameter).add(new L2(l2).penalty(parameter));
  }
}
