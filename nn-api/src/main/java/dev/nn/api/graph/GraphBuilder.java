package dev.nn.api.graph;

import dev.nn.api.op.Constant;
import dev.nn.api.tensor.DataType;
import dev.nn.api.tensor.Tensor;
import dev.nn.api.tensor.TensorType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Writes a graph node by node, checking types as it goes. Not thread-safe. */
public final class GraphBuilder {
  private final List<Node> nodes = new ArrayList<>();
  private final Map<String, Ref> outputs = new LinkedHashMap<>();
  private final List<Graph.Update> updates = new ArrayList<>();
  private String path = "";

  /**
   * Adds a node with one output.
   *
   * @throws dev.nn.api.tensor.ShapeException if the inputs do not fit the op
   */
  public Value emit(Op op, Value... inputs) {
    return emit(op, List.of(inputs)).get(0);
  }

  /** Adds a node and returns all its outputs. */
  public List<Value> emit(Op op, List<Value> inputs) {
    List<Ref> refs = new ArrayList<>();
    List<TensorType> types = new ArrayList<>();
    for (Value input : inputs) {
      if (input.builder() != this) {
        throw new IllegalArgumentException("value " + input + " belongs to another graph");
      }
      refs.add(input.ref());
      types.add(input.type());
    }
    Node node = new Node(nodes.size(), op, refs, op.infer(types), path, "");
    nodes.add(node);
    List<Value> values = new ArrayList<>();
    for (int i = 0; i < node.types().size(); i++) {
      values.add(new Value(this, new Ref(node.id(), i)));
    }
    return values;
  }

  /** A constant scalar. */
  public Value scalar(DataType dtype, double value) {
    return constant(Tensor.scalar(dtype, value));
  }

  /** A constant. */
  public Value constant(Tensor value) {
    return emit(new Constant(value));
  }

  /** Runs {@code body} with a layer path that the nodes made meanwhile carry. */
  public <T> T within(String path, Supplier<T> body) {
    String before = this.path;
    this.path = path;
    try {
      return body.get();
    } finally {
      this.path = before;
    }
  }

  /** The path that new nodes carry. */
  public String path() {
    return path;
  }

  /** Gives the node of a value a label; see {@link Node#label}. */
  public Value label(Value value, String label) {
    Node node = node(value.ref());
    nodes.set(
        node.id(), new Node(node.id(), node.op(), node.inputs(), node.types(), node.path(), label));
    return value;
  }

  /** Names a value that the caller reads. */
  public void output(String name, Value value) {
    outputs.put(name, value.ref());
  }

  /** Gives a variable its next value. */
  public void update(Value variable, Value value) {
    if (!variable.type().equals(value.type())) {
      throw new IllegalArgumentException(
          "variable " + variable.op() + " is " + variable.type() + ", its update " + value.type());
    }
    updates.add(new Graph.Update(variable.ref(), value.ref()));
  }

  /** A node already written. */
  public Node node(Ref ref) {
    return nodes.get(ref.node());
  }

  /** The handle for a reference into this builder. */
  public Value value(Ref ref) {
    return new Value(this, ref);
  }

  /** Number of nodes so far. */
  public int size() {
    return nodes.size();
  }

  /** What has been written so far. */
  public Graph build() {
    return new Graph(nodes, outputs, updates);
  }
}
