package dev.nn.core.layers;

import dev.nn.api.graph.Value;
import dev.nn.api.layer.Layer;
import dev.nn.api.layer.LayerScope;
import dev.nn.api.spec.Default;
import dev.nn.api.spec.Doc;
import dev.nn.api.spec.Range;
import dev.nn.api.spec.Type;
import dev.nn.core.activations.Elu;

/**
 * a = z if z &gt; 0, otherwise α(eᶻ − 1): {@link Elu} as a layer. Shapes: z [batch, ...] → a
 * [batch, ...]. Clevert, Unterthiner and Hochreiter (2016).
 *
 * @param alpha α
 */
@Type("elu")
@Doc("a = z if z > 0, otherwise α(eᶻ − 1)")
public record EluLayer(@Default("1.0") @Doc("α") @Range(min = 0) double alpha) implements Layer {
  @Override
  public Value apply(LayerScope scope, Value x) {
    return new Elu(alpha).apply(scope.preActivation(x));
  }
}
