package dev.nn.core.activations;

import dev.nn.api.graph.Value;
import dev.nn.api.layer.Activation;
import dev.nn.api.spec.Doc;
import dev.nn.api.spec.Type;

/** a = (z + 1)/2, confined to [0, 1]. Shapes: z [...] → a [...]. */
@Type("sparse_sigmoid")
@Doc("a = (z + 1)/2, confined to [0, 1]")
public record SparseSigmoid() implements Activation {
  @Override
  public Value apply(Value z) {
    return z.add(1).scale(0.5).clip(0, 1);
  }
}
