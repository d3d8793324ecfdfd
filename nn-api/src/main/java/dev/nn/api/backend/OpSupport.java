package dev.nn.api.backend;

import dev.nn.api.graph.Op;
import dev.nn.api.tensor.TensorType;
import java.util.List;

/** What a backend has kernels for: all that the way from a graph to a plan asks of it. */
@FunctionalInterface
public interface OpSupport {
  /**
   * Whether it can run an op. Every backend runs every primitive; of {@linkplain Op.Composite
   * composites}, those it says no to reach it decomposed.
   */
  boolean supports(Op op, List<TensorType> inputs);
}
