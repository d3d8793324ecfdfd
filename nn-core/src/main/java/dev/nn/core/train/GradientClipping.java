package dev.nn.core.train;

import dev.nn.api.graph.Value;
import dev.nn.api.op.Concat;
import dev.nn.api.tensor.Shape;
import dev.nn.api.train.UpdateRules;
import java.util.List;

/** Clipping as in Keras: by norm per parameter, by the norm of all, or by value. */
final class GradientClipping {
  private GradientClipping() {}

  static List<Value> apply(UpdateRules rules, List<Value> gradients) {
    if (rules.clipvalue().isPresent()) {
      double bound = rules.clipvalue().get();
      return gradients.stream().map(g -> g.maximum(-bound).minimum(bound)).toList();
    }
    if (rules.clipnorm().isPresent()) {
      double most = rules.clipnorm().get();
      return gradients.stream().map(g -> scaleTo(most, g, g.square().sum().sqrt())).toList();
    }
    if (rules.globalClipnorm().isPresent()) {
      double most = rules.globalClipnorm().get();
      Value norm = flatten(gradients).square().sum().sqrt();
      return gradients.stream().map(g -> scaleTo(most, g, norm)).toList();
    }
    return gradients;
  }

  /** g · most / max(‖g‖, most). */
  private static Value scaleTo(double most, Value gradient, Value norm) {
    return gradient.multiply(norm.constant(most).divide(norm.maximum(most)));
  }

  /** All as one vector. */
  static Value flatten(List<Value> gradients) {
    List<Value> vectors =
        gradients.stream().map(g -> g.reshape(Shape.of(g.shape().elements()))).toList();
    return vectors.size() == 1
        ? vectors.get(0)
        : vectors.get(0).builder().emit(new Concat(0), vectors).get(0);
  }
}
