package dev.nn.core.inspect;

import dev.nn.api.graph.Graph;
import dev.nn.api.graph.GraphBuilder;
import dev.nn.api.graph.Node;
import dev.nn.api.graph.Op;
import dev.nn.api.graph.Value;
import dev.nn.api.op.Convolution;
import dev.nn.api.op.ConvolutionInputGradient;
import dev.nn.api.op.ConvolutionKernelGradient;
import dev.nn.api.op.Input;
import dev.nn.api.op.MatMul;
import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.TensorType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Counts multiply-adds, s ← s + a·b, where they are the work: in products and convolutions.
 *
 * <pre>
 * C = A·B, A [..., m, k], B [..., k, n]                        …·m·k·n
 * y = convolution of x with a kernel [o, c/groups, window...]  |y|·(c/groups)·|window|
 * its gradients for x and for the kernel                       as many
 * a composite (LSTM, attention, …)                             those of its parts
 * </pre>
 *
 * Everything else counts nothing: element-wise functions, biases, pooling, normalisation and
 * looking up rows do each number once or a few times and wait for memory, not for arithmetic.
 * Padding is counted as if it were multiplied, as is usual, and so is what a causal mask throws
 * away.
 *
 * <p>One object counts one or more graphs; it remembers composites that it has taken apart.
 */
public final class MultiplyAdds {
  private final Map<Use, Long> known = new HashMap<>();

  /** An op on inputs of some types. */
  private record Use(Op op, List<TensorType> inputs) {}

  /** Those of all nodes of a graph. */
  public long of(Graph graph) {
    return graph.nodes().stream().mapToLong(node -> of(graph, node)).sum();
  }

  /** Those of one node. */
  public long of(Graph graph, Node node) {
    return of(node.op(), node.inputs().stream().map(graph::type).toList(), node.types());
  }

  private long of(Op op, List<TensorType> inputs, List<TensorType> outputs) {
    if (op instanceof MatMul product) {
      return elements(outputs) * inputs.get(0).shape().size(product.transposeLeft() ? -2 : -1);
    }
    if (op instanceof Convolution) {
      return elements(outputs) * perPlace(inputs.get(1).shape());
    }
    if (op instanceof ConvolutionInputGradient) {
      return inputs.get(0).shape().elements() * perPlace(inputs.get(1).shape());
    }
    if (op instanceof ConvolutionKernelGradient) {
      return inputs.get(1).shape().elements() * perPlace(outputs.get(0).shape());
    }
    if (op instanceof Op.Composite composite) {
      Use use = new Use(op, inputs);
      Long counted = known.get(use);
      if (counted == null) {
        counted = of(parts(composite, inputs));
        known.put(use, counted);
      }
      return counted;
    }
    return 0;
  }

  private static long elements(List<TensorType> outputs) {
    return outputs.get(0).shape().elements();
  }

  /** What one place of one output channel takes: channels of its group times window. */
  private static long perPlace(Shape kernel) {
    return kernel.elements() / Math.max(1, kernel.size(0));
  }

  private static Graph parts(Op.Composite composite, List<TensorType> types) {
    GraphBuilder builder = new GraphBuilder();
    List<Value> inputs = new ArrayList<>();
    for (TensorType type : types) {
      inputs.add(builder.emit(new Input("x" + inputs.size(), type)));
    }
    composite.decompose(builder, inputs);
    return builder.build();
  }
}
