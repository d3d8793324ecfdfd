package dev.nn.core.activations;

import dev.nn.api.graph.Value;
import dev.nn.api.layer.Activation;
import dev.nn.api.spec.Doc;
import dev.nn.api.spec.Type;

/** a = z·(z/6 + 1/2 confined to [0, 1]). Shapes: z [...] → a [...]. Howard et al. (2019). */
@Type(value = "hard_silu", aliases = "hard_swish")
@Doc("a = z·hard_sigmoid(z)")
public record HardSilu() implements Activation {
  @Override
  public Value apply(Value z) {
    return z.multiply(new HardSigmoid().apply(z));
  }
}
