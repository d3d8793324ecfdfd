package dev.nn.explain;

import dev.nn.api.graph.Graph;
import dev.nn.api.graph.GraphBuilder;
import dev.nn.api.graph.Node;
import dev.nn.api.graph.Ref;
import dev.nn.api.graph.Value;
import dev.nn.api.op.BroadcastTo;
import dev.nn.api.op.Concat;
import dev.nn.api.op.Elementwise;
import dev.nn.api.op.FlatVariables;
import dev.nn.api.op.Reshape;
import dev.nn.api.op.Slice;
import dev.nn.api.op.Variable;
import dev.nn.api.tensor.Shape;
import dev.nn.core.train.TrainingGraph;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * An optimizer that treats all parameters as one vector, written once for each of them: m′ = 0.9·m
 * + 0.1·∂C/∂θ of all numbers becomes such an equation for each θ, in that parameter's shape. It can
 * be, because every number of the result depends on the numbers at the same place alone.
 *
 * @param total number of entries of the vector
 * @param variables parameters and what an optimizer keeps for each, by the path that it would have
 *     if the optimizer treated them one by one
 * @param next their values after the step
 */
record ParameterUpdates(int total, Map<String, Ref> variables, Map<String, Ref> next) {
  static final ParameterUpdates NONE = new ParameterUpdates(0, Map.of(), Map.of());

  ParameterUpdates {
    variables = Map.copyOf(variables);
    next = Map.copyOf(next);
  }

  /** Whether the optimizer treats all parameters as one vector, and can be written so. */
  boolean isPresent() {
    return !variables.isEmpty();
  }

  /** Whether a node gives a vector of all parameters. */
  boolean isVector(Node node) {
    return isPresent() && shape(node).equals(Shape.of(total));
  }

  /**
   * Adds the equations to a graph.
   *
   * @param graph the training graph; the builder has its nodes, under the same numbers
   */
  static ParameterUpdates write(Graph graph, GraphBuilder builder) {
    List<Node> flat =
        graph.nodes().stream().filter(node -> node.op() instanceof FlatVariables).toList();
    List<Node> parameters =
        graph.nodes().stream()
            .filter(node -> node.op() instanceof Variable v && v.role() == Variable.Role.PARAMETER)
            .toList();
    int total = parameters.stream().mapToInt(node -> shape(node).elements()).sum();
    if (flat.isEmpty() || !shape(flat.get(0)).equals(Shape.of(total))) {
      return NONE;
    }
    Map<String, Ref> variables = new HashMap<>();
    Map<String, Ref> next = new HashMap<>();
    int from = 0;
    for (Node parameter : parameters) {
      Part part = new Part(builder, parameter, from, total);
      for (Graph.Update update : graph.updates()) {
        Node node = graph.node(update.variable());
        if (part.isVector(update.value()) && isOfOptimizer(node)) {
          try {
            String path = part.path(node);
            builder.within(
                TrainingGraph.OPTIMIZER,
                () -> {
                  variables.put(path, part.of(update.variable()).ref());
                  next.put(path, part.of(update.value()).ref());
                  return null;
                });
          } catch (NotElementwise e) {
            return NONE;
          }
        }
      }
      from += shape(parameter).elements();
    }
    return new ParameterUpdates(total, variables, next);
  }

  private static boolean isOfOptimizer(Node node) {
    return node.op() instanceof FlatVariables
        || node.op() instanceof Variable v && v.role() == Variable.Role.OPTIMIZER;
  }

  private static Shape shape(Node node) {
    return node.types().get(0).shape();
  }

  private static final class NotElementwise extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NotElementwise(Node node) {
      super(node.op().name(), null, false, false);
    }
  }

  /** One parameter's part of the vector. */
  private static final class Part {
    private final GraphBuilder builder;
    private final Node parameter;
    private final Shape own;
    private final int from;
    private final int total;
    private final Map<Ref, Value> known = new HashMap<>();

    Part(GraphBuilder builder, Node parameter, int from, int total) {
      this.builder = builder;
      this.parameter = parameter;
      this.own = shape(parameter);
      this.from = from;
      this.total = total;
    }

    boolean isVector(Ref ref) {
      return builder.value(ref).shape().equals(Shape.of(total));
    }

    String path(Node variable) {
      String path = ((Variable) parameter.op()).variable();
      if (variable.op() instanceof FlatVariables) {
        return path;
      }
      String state = ((Variable) variable.op()).variable();
      String prefix = TrainingGraph.OPTIMIZER + "/";
      return prefix + path + "/" + state.substring(prefix.length());
    }

    /** What a vector of all parameters holds for this one. */
    Value of(Ref vector) {
      Value value = known.get(vector);
      if (value == null) {
        value = of(vector, from);
        known.put(vector, value);
      }
      return value;
    }

    private Value of(Ref ref, int start) {
      if (isVector(ref) && known.containsKey(ref)) {
        return known.get(ref);
      }
      Value value = builder.value(ref);
      Node node = builder.node(ref);
      if (value.shape().rank() == 0) {
        return value;
      }
      if (node.op() instanceof FlatVariables) {
        return builder.value(new Ref(parameter.id(), 0));
      }
      if (isOfOptimizer(node)) {
        return value.slice(0, start, own.elements()).reshape(own);
      }
      if (node.op() instanceof BroadcastTo) {
        return of(node.inputs().get(0), start).broadcastTo(own);
      }
      if (value.shape().elements() == own.elements() && !isVector(ref)) {
        return shaped(copied(ref)); // Its gradient, or what a constraint makes of it.
      }
      if (node.op() instanceof Elementwise elementwise && isVector(ref)) {
        Value[] operands = node.inputs().stream().map(this::of).toArray(Value[]::new);
        return builder.emit(elementwise, operands);
      }
      return moved(node, value, start);
    }

    private Value moved(Node node, Value value, int start) {
      if (node.op() instanceof Slice slice) {
        return of(node.inputs().get(0), start + slice.start());
      }
      if (node.op() instanceof Concat) {
        int rest = start;
        for (Ref input : node.inputs()) {
          int size = builder.value(input).shape().elements();
          if (rest < size) {
            return of(input, rest);
          }
          rest -= size;
        }
      }
      if (value.shape().elements() == own.elements()) {
        return shaped(value); // The only parameter there is.
      }
      if (node.op() instanceof Reshape) {
        return of(node.inputs().get(0), start);
      }
      throw new NotElementwise(node);
    }

    /** With this parameter's part of vectors in place of what was cut out of them. */
    private Value copied(Ref ref) {
      Node node = builder.node(ref);
      boolean vector = isVector(ref) && own.elements() != total;
      if (!readsVectors(ref) || node.inputs().isEmpty() || vector) {
        return builder.value(ref);
      }
      if (node.op() instanceof Slice slice && isVector(node.inputs().get(0))) {
        return of(node.inputs().get(0), slice.start()).reshape(own.elements());
      }
      List<Value> inputs = node.inputs().stream().map(this::copied).toList();
      return builder.emit(node.op(), inputs).get(ref.index());
    }

    /** Whether a vector of all parameters goes into a value. */
    private boolean readsVectors(Ref ref) {
      Node node = builder.node(ref);
      return isOfOptimizer(node) && isVector(ref)
          || node.path().equals(TrainingGraph.OPTIMIZER)
              && node.inputs().stream().anyMatch(this::readsVectors);
    }

    private Value shaped(Value value) {
      Node node = builder.node(value.ref());
      boolean unshaped =
          node.op() instanceof Reshape && builder.value(node.inputs().get(0)).shape().equals(own);
      return unshaped ? builder.value(node.inputs().get(0)) : value.reshape(own);
    }
  }
}
