package dev.nn.core.activations;

import dev.nn.api.graph.Value;
import dev.nn.api.layer.Activation;
import dev.nn.api.spec.Doc;
import dev.nn.api.spec.Type;

/** a = z, confined to [−1, 1]. Shapes: z [...] → a [...]. Collobert (2004). */
@Type("hard_tanh")
@Doc("a = z, confined to [−1, 1]")
public record HardTanh() implements Activation {
  @Override
  public Value apply(Value z) {
    return z.clip(-1, 1);
  }
}
