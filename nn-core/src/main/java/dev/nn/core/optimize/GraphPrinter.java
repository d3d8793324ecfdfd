package dev.nn.core.optimize;

import dev.nn.api.backend.Instruction;
import dev.nn.api.backend.Plan;
import dev.nn.api.graph.Graph;
import dev.nn.api.graph.Node;
import dev.nn.api.graph.Op;
import dev.nn.api.graph.Ref;
import dev.nn.api.op.Constant;
import dev.nn.api.op.FlatVariables;
import dev.nn.api.op.Fused;
import dev.nn.api.op.Input;
import dev.nn.api.op.Leaf;
import dev.nn.api.op.MatMul;
import dev.nn.api.op.Variable;
import dev.nn.api.tensor.DataType;
import dev.nn.api.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Prints any stage readably: one line per node or instruction, grouped by layer.
 *
 * <pre>
 * # hidden
 * %3 = variable hidden/kernel : float32[64, 32]   θ
 * %5 = matmul(%0, %3) : float32[16, 32]
 * </pre>
 */
public final class GraphPrinter {
  private GraphPrinter() {}

  /** A graph, with its outputs and updates at the end. */
  public static String print(Graph graph) {
    return print(graph, Map.of());
  }

  /**
   * A graph in which some nodes say where they come from: {@code ∂ of %5}.
   *
   * @param backward nodes of a backward pass by id, each with the id of the node whose chain rule
   *     wrote it
   */
  public static String print(Graph graph, Map<Integer, Integer> backward) {
    StringBuilder text = new StringBuilder();
    String heading = "";
    for (Node node : graph.nodes()) {
      Integer source = backward.get(node.id());
      String layer = node.path().isEmpty() ? "(no layer)" : node.path();
      String next = "# " + layer + (source == null ? "" : ", backward") + "\n";
      if (!next.equals(heading)) {
        heading = next;
        text.append(heading);
      }
      text.append('%').append(node.id()).append(" = ");
      text.append(call(node.op(), node.inputs().stream().map(Ref::toString).toList()));
      text.append(" : ");
      text.append(node.types().stream().map(Object::toString).collect(Collectors.joining(", ")));
      text.append(node.label().isEmpty() ? "" : "   " + node.label());
      text.append(source == null ? "" : "   ∂ of %" + source).append('\n');
    }
    graph
        .outputs()
        .forEach(
            (name, ref) ->
                text.append("output ").append(name).append(" = ").append(ref).append('\n'));
    for (Graph.Update update : graph.updates()) {
      text.append(leaf((Leaf) graph.node(update.variable()).op()));
      text.append(" ← ").append(update.value()).append('\n');
    }
    return text.toString();
  }

  /** A plan: instructions with the places they read and write, and the memory they need. */
  public static String print(Plan plan) {
    StringBuilder text = new StringBuilder();
    plan.inputs()
        .forEach(
            (name, buffer) ->
                text.append("input ").append(name).append(" @ ").append(buffer).append('\n'));
    int number = 0;
    for (Instruction instruction : plan.instructions()) {
      String outputs =
          instruction.outputs().stream().map(Object::toString).collect(Collectors.joining(", "));
      text.append(String.format(Locale.ROOT, "%4d  %s ← ", number++, outputs));
      text.append(
          call(instruction.op(), instruction.inputs().stream().map(Object::toString).toList()));
      text.append(instruction.path().isEmpty() ? "" : "   # " + instruction.path()).append('\n');
    }
    plan.outputs()
        .forEach(
            (name, buffer) ->
                text.append("output ").append(name).append(" @ ").append(buffer).append('\n'));
    return text.append("arena ").append(plan.arenaBytes()).append(" bytes\n").toString();
  }

  /**
   * An op applied to what is named.
   *
   * @param inputs their names
   */
  public static String call(Op op, List<String> inputs) {
    if (op instanceof Leaf leaf) {
      return leaf(leaf);
    }
    if (op instanceof Fused fused) {
      return fused(fused, inputs);
    }
    if (op instanceof MatMul matmul) {
      return "matmul("
          + inputs.get(0)
          + (matmul.transposeLeft() ? "ᵀ" : "")
          + ", "
          + inputs.get(1)
          + (matmul.transposeRight() ? "ᵀ" : "")
          + ")";
    }
    String attributes = attributes(op);
    return op.name() + attributes + "(" + String.join(", ", inputs) + ")";
  }

  private static String leaf(Leaf leaf) {
    if (leaf instanceof Input input) {
      return "input " + input.input();
    }
    if (leaf instanceof Variable variable) {
      return "variable " + variable.variable();
    }
    if (leaf instanceof FlatVariables flat) {
      return "all " + flat.role().name().toLowerCase(Locale.ROOT) + "s";
    }
    if (leaf instanceof Constant constant && constant.value().size() == 1) {
      return "constant " + number(constant.value());
    }
    return leaf.name();
  }

  /** The only element of a tensor, with the digits that its type knows. */
  public static String number(Tensor scalar) {
    return scalar.dtype() == DataType.FLOAT32
        ? Float.toString(scalar.floats()[0])
        : Double.toString(scalar.get(0));
  }

  private static String fused(Fused fused, List<String> inputs) {
    List<String> registers = new ArrayList<>(inputs);
    List<String> steps = new ArrayList<>();
    for (Fused.Step step : fused.steps()) {
      String name = "t" + steps.size();
      List<String> operands = step.operands().stream().map(registers::get).toList();
      steps.add(name + " = " + call(step.op(), operands));
      registers.add(name);
    }
    String results = fused.results().stream().map(registers::get).collect(Collectors.joining(", "));
    return "fused { " + String.join("; ", steps) + " → " + results + " }";
  }

  /**
   * The record's components, such as {@code [0, 1], false}; nothing if the name already says it
   * all.
   */
  private static String attributes(Op op) {
    String text = op.toString();
    int open = text.indexOf('[');
    String inner =
        open < 0 || !text.endsWith("]") ? "" : text.substring(open + 1, text.length() - 1);
    boolean silent =
        inner.isEmpty() || inner.startsWith("function=") || inner.startsWith("comparison=");
    return silent ? "" : "[" + inner + "]";
  }
}
