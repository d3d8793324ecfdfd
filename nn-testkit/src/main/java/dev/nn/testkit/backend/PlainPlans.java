package dev.nn.testkit.backend;

import dev.nn.api.backend.Buffer;
import dev.nn.api.backend.Instruction;
import dev.nn.api.backend.Plan;
import dev.nn.api.backend.VariableLayout;
import dev.nn.api.graph.Graph;
import dev.nn.api.graph.Node;
import dev.nn.api.graph.Ref;
import dev.nn.api.op.Constant;
import dev.nn.api.op.FlatVariables;
import dev.nn.api.op.Input;
import dev.nn.api.op.Leaf;
import dev.nn.api.op.Reshape;
import dev.nn.api.op.Variable;
import dev.nn.api.tensor.Tensor;
import dev.nn.api.tensor.TensorType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The simplest possible planner: nodes in their order, a buffer of its own for every value, nothing
 * reused, nothing aliased, nothing in place. Tests use it so that a fault of the real planner and a
 * fault of a backend are not mistaken for each other.
 */
public final class PlainPlans {
  /** Bytes left free around every buffer, so that writing past its ends can be seen. */
  static final int GAP = 128;

  private static final int ALIGNMENT = 64;

  private final Map<Ref, Buffer> buffers = new LinkedHashMap<>();
  private final List<Instruction> instructions = new ArrayList<>();
  private final Map<String, Buffer> inputs = new LinkedHashMap<>();
  private final Map<Buffer, Tensor> constants = new LinkedHashMap<>();
  private final Map<String, Buffer> variables;
  private long arenaEnd = GAP;
  private long constantEnd;

  private PlainPlans(VariableLayout layout) {
    this.variables = layout.buffers();
  }

  /** A plan over the graph's own variables, in the order of their nodes. */
  public static Plan of(Graph graph) {
    return of(graph, layout(graph));
  }

  /** A plan over the variables of a layout, which has at least those of the graph. */
  public static Plan of(Graph graph, VariableLayout layout) {
    PlainPlans planner = new PlainPlans(layout);
    graph.nodes().forEach(planner::place);
    planner.update(graph);
    Map<String, Buffer> outputs = new LinkedHashMap<>();
    graph.outputs().forEach((name, ref) -> outputs.put(name, planner.buffers.get(ref)));
    return new Plan(
        planner.instructions,
        planner.inputs,
        outputs,
        planner.constants,
        planner.arenaEnd,
        planner.constantEnd,
        layout);
  }

  /** The variables of a graph, in the order of their nodes. */
  public static VariableLayout layout(Graph graph) {
    return new VariableLayout(
        graph.nodes().stream()
            .map(Node::op)
            .filter(Variable.class::isInstance)
            .map(Variable.class::cast)
            .distinct()
            .toList());
  }

  private void place(Node node) {
    List<Buffer> outputs = new ArrayList<>();
    for (int i = 0; i < node.types().size(); i++) {
      Buffer buffer = buffer(node, node.types().get(i));
      buffers.put(new Ref(node.id(), i), buffer);
      outputs.add(buffer);
    }
    if (!(node.op() instanceof Leaf)) {
      List<Buffer> operands = node.inputs().stream().map(buffers::get).toList();
      instructions.add(new Instruction(node.op(), operands, outputs, node.path(), node.id()));
    }
  }

  private Buffer buffer(Node node, TensorType type) {
    if (node.op() instanceof Constant constant) {
      Buffer buffer = new Buffer(Buffer.Region.CONSTANT, constantEnd, type);
      constantEnd = aligned(buffer.end());
      constants.put(buffer, constant.value());
      return buffer;
    }
    if (node.op() instanceof Variable variable) {
      return variables.get(variable.variable());
    }
    if (node.op() instanceof FlatVariables flat) {
      return new Buffer(VariableLayout.region(flat.role()), 0, type);
    }
    Buffer buffer = arena(type);
    if (node.op() instanceof Input input) {
      inputs.put(input.input(), buffer);
    }
    return buffer;
  }

  private Buffer arena(TensorType type) {
    Buffer buffer = new Buffer(Buffer.Region.ARENA, aligned(arenaEnd), type);
    arenaEnd = buffer.end() + GAP;
    return buffer;
  }

  /** All new values go to the arena before the first old one is lost: two variables may swap. */
  private void update(Graph graph) {
    List<Buffer> sources = new ArrayList<>();
    for (Graph.Update update : graph.updates()) {
      Buffer source = buffers.get(update.value());
      if (source.region() != Buffer.Region.ARENA && source.region() != Buffer.Region.CONSTANT) {
        Buffer copy = arena(source.type());
        copy(source, copy, graph.node(update.variable()));
        source = copy;
      }
      sources.add(source);
    }
    for (int i = 0; i < sources.size(); i++) {
      Ref variable = graph.updates().get(i).variable();
      copy(sources.get(i), buffers.get(variable), graph.node(variable));
    }
  }

  private void copy(Buffer from, Buffer to, Node variable) {
    Reshape copy = new Reshape(from.type().shape());
    instructions.add(
        new Instruction(copy, List.of(from), List.of(to), variable.path(), variable.id()));
  }

  private static long aligned(long offset) {
    return (offset + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
  }
}
