package dev.nn.core.activations;

import dev.nn.api.graph.Value;
import dev.nn.api.layer.Activation;
import dev.nn.api.spec.Doc;
import dev.nn.api.spec.Type;

/** a = min(max(0, z), 6). Shapes: z [...] → a [...]. Krizhevsky (2010). */
@Type("relu6")
@Doc("a = min(max(0, z), 6)")
public record Relu6() implements Activation {
  @Override
  public Value apply(Value z) {
    return z.relu().minimum(6);
  }
}
