package dev.nn.core.activations;

import dev.nn.api.graph.Value;
import dev.nn.api.layer.Activation;
import dev.nn.api.spec.Default;
import dev.nn.api.spec.Doc;
import dev.nn.api.spec.Type;
import dev.nn.api.tensor.ShapeException;
import dev.nn.api.tensor.ShapeException.Kind;

/**
 * a = p·σ(q), where p and q are the halves of z along an axis. Shapes: z [..., 2n, ...] → a [...,
 * n, ...]. Dauphin et al. (2016).
 *
 * @param axis which is halved; its size must be even
 */
@Type("glu")
@Doc("a = p·sigmoid(q), p and q the halves of z")
public record Glu(@Default("-1") @Doc("axis that is halved") int axis) implements Activation {
  /**
   * @throws ShapeException if the axis has an odd size
   */
  @Override
  public Value apply(Value z) {
    int size = z.shape().size(axis);
    if (size % 2 != 0) {
      throw new ShapeException(
          Kind.DIVISION, "glu halves axis " + axis + " of " + z.shape() + ", whose size is odd");
    }
    return z.slice(axis, 0, size / 2).multiply(z.slice(axis, size / 2, size / 2).sigmoid());
  }
}
