package dev.nn.core.augmentation;

import dev.nn.api.graph.Value;
import dev.nn.api.op.Pad;
import java.util.List;

/** Sums over pixels that lie side by side. */
final class Neighbours {
  private Neighbours() {}

  /**
   * y[p] = Σₜ w[t]·x[p + t − r] along an axis, with 2r + 1 weights; beyond the edges x counts as 0.
   */
  static Value weighted(Value x, int axis, List<Value> weights) {
    int size = x.shape().size(axis);
    int r = weights.size() / 2;
    Value padded = r == 0 ? x : x.builder().emit(new Pad(axis, r, r), x);
    Value sum = null;
    for (int t = 0; t < weights.size(); t++) {
      Value part = padded.slice(axis, t, size).multiply(weights.get(t));
      sum = sum == null ? part : sum.add(part);
    }
    return sum;
  }
}
