package dev.nn.core.gradient;

import dev.nn.api.graph.Ref;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How backpropagation got its gradients.
 *
 * @param gradients ∂C/∂x for every value x that it reached, whatever it was summed from
 * @param flows what arrived, in the order in which it was added
 * @param sources for every node added, by id in their order, the id of the node whose chain rule
 *     added it
 */
public record ChainRule(Map<Ref, Ref> gradients, List<Flow> flows, Map<Integer, Integer> sources) {
  /**
   * What one user of a value sends back to it: ∂C/∂y · ∂y/∂x for y = f(…, x, …).
   *
   * @param value x
   * @param user the node that computes y
   * @param operand which operand of that node x is
   * @param contribution where the product is, of the shape of x
   */
  public record Flow(Ref value, int user, int operand, Ref contribution) {}

  /** Copies the collections. */
  public ChainRule {
    gradients = Map.copyOf(gradients);
    flows = List.copyOf(flows);
    sources = Collections.unmodifiableMap(new LinkedHashMap<>(sources));
  }

  /** Nothing was differentiated. */
  public static ChainRule none() {
    return new ChainRule(Map.of(), List.of(), Map.of());
  }

  /** ∂C/∂x; empty if nothing flows back to x. */
  public Optional<Ref> gradient(Ref x) {
    return Optional.ofNullable(gradients.get(x));
  }

  /** What arrived at x: one for each way that x has into C. */
  public List<Flow> into(Ref x) {
    return flows.stream().filter(flow -> flow.value().equals(x)).toList();
  }
}
