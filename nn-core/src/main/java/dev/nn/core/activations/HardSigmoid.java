package dev.nn.core.activations;

import dev.nn.api.graph.Value;
import dev.nn.api.layer.Activation;
import dev.nn.api.spec.Doc;
import dev.nn.api.spec.Type;

/** a = z/6 + 1/2, confined to [0, 1]. Shapes: z [...] → a [...]. Howard et al. (2019). */
@Type("hard_sigmoid")
@Doc("a = z/6 + 1/2, confined to [0, 1]")
public record HardSigmoid() implements Activation {
  @Override
  public Value apply(Value z) {
    return z.scale(1.0 / 6).add(0.5).clip(0, 1);
  }
}
