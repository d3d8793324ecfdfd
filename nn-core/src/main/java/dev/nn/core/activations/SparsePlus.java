package dev.nn.core.activations;

import dev.nn.api.graph.Value;
import dev.nn.api.layer.Activation;
import dev.nn.api.spec.Doc;
import dev.nn.api.spec.Type;

/** a = 0 if z ≤ −1, (z + 1)²/4 if −1 &lt; z &lt; 1, z if z ≥ 1. Shapes: z [...] → a [...]. */
@Type("sparse_plus")
@Doc("a = 0 if z ≤ −1, (z + 1)²/4 up to z = 1, z from there on")
public record SparsePlus() implements Activation {
  @Override
  public Value apply(Value z) {
    // Both pieces meet with equal slope, so that their sum needs no selection.
    return z.clip(-1, 1).add(1).square().scale(0.25).add(z.add(-1).relu());
  }
}
