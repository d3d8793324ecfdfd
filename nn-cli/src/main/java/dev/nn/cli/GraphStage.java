package dev.nn.cli;

import com.google.gson.JsonArray;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import dev.nn.api.graph.Graph;
import dev.nn.api.graph.Node;
import dev.nn.api.graph.Ref;
import dev.nn.api.op.Constant;
import dev.nn.api.op.Input;
import dev.nn.api.op.Leaf;
import dev.nn.cli.diagram.Diagram;
import dev.nn.cli.diagram.Diagram.Box;
import dev.nn.cli.diagram.Diagram.Edge;
import dev.nn.cli.diagram.Diagram.Group;
import dev.nn.cli.diagram.Diagram.Item;
import dev.nn.cli.diagram.Lines;
import dev.nn.cli.diagram.Style;
import dev.nn.core.inspect.MultiplyAdds;
import dev.nn.core.optimize.GraphPrinter;
import dev.nn.core.train.TrainingGraph;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A graph of ops before it is simplified: what the network computes, or that with the chain rule
 * applied to it.
 *
 * @param name of the network
 * @param title what the graph is
 * @param graph the nodes
 * @param backward nodes of the backward pass by id, each with the node that it differentiates
 * @param batch examples that it is made for
 */
record GraphStage(
    String name, String title, Graph graph, Map<Integer, Integer> backward, int batch) {
  /** Which part of a step a node belongs to. */
  private enum Part {
    FORWARD,
    BACKWARD,
    UPDATE;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private Part part(Node node) {
    if (backward.containsKey(node.id())) {
      return Part.BACKWARD;
    }
    return node.path().equals(TrainingGraph.OPTIMIZER) || node.id() > cost()
        ? Part.UPDATE
        : Part.FORWARD;
  }

  private int cost() {
    return graph.outputs().get(TrainingGraph.LOSS).node();
  }

  String text() {
    return "%s: %s of %d examples, %d nodes\n\n%s"
        .formatted(name, title, batch, graph.nodes().size(), GraphPrinter.print(graph, backward));
  }

  JsonObject json() {
    JsonObject json = new JsonObject();
    json.addProperty("name", name);
    json.addProperty("batch_size", batch);
    MultiplyAdds multiplyAdds = new MultiplyAdds();
    JsonArray nodes = new JsonArray();
    graph.nodes().forEach(node -> nodes.add(json(node, multiplyAdds)));
    json.add("nodes", nodes);
    JsonObject outputs = new JsonObject();
    graph.outputs().forEach((name, ref) -> outputs.addProperty(name, ref.toString()));
    json.add("outputs", outputs);
    JsonArray updates = new JsonArray();
    for (Graph.Update update : graph.updates()) {
      JsonObject each = new JsonObject();
      each.addProperty("variable", update.variable().toString());
      each.addProperty("value", update.value().toString());
      updates.add(each);
    }
    json.add("updates", updates);
    return json;
  }

  private JsonObject json(Node node, MultiplyAdds multiplyAdds) {
    JsonObject json = new JsonObject();
    json.addProperty("id", "%" + node.id());
    json.addProperty("op", node.op().name());
    json.add("attributes", OpJson.attributes(node.op()));
    JsonArray inputs = new JsonArray();
    node.inputs().forEach(ref -> inputs.add(ref.toString()));
    json.add("inputs", inputs);
    JsonArray types = new JsonArray();
    node.types().forEach(type -> types.add(OpJson.type(type)));
    json.add("outputs", types);
    json.addProperty("path", node.path());
    json.addProperty("label", node.label());
    json.addProperty("part", part(node).toString());
    Integer source = backward.get(node.id());
    json.add(
        "differentiates", source == null ? JsonNull.INSTANCE : new JsonPrimitive("%" + source));
    json.addProperty("multiply_adds", multiplyAdds.of(graph, node));
    return json;
  }

  /** Boxes for nodes in frames for layers; numbers stand in the boxes that take them. */
  Diagram diagram() {
    Map<String, List<Item>> frames = new LinkedHashMap<>();
    List<Edge> edges = new ArrayList<>();
    for (Node node : graph.nodes()) {
      if (isNumber(node)) {
        continue;
      }
      String frame = node.path() + (part(node) == Part.BACKWARD ? ", backward" : "");
      frames.computeIfAbsent(frame, key -> new ArrayList<>()).add(box(node));
      for (Ref input : node.inputs()) {
        if (!isNumber(graph.node(input))) {
          edges.add(new Edge("%" + input.node(), "%" + node.id()));
        }
      }
    }
    List<Item> items = new ArrayList<>();
    frames.forEach(
        (frame, boxes) -> {
          if (frame.isEmpty()) {
            items.addAll(boxes);
          } else {
            items.add(
                new Group("# " + frame, frame, "", List.of(), 1, List.of(), boxes, List.of(), ""));
          }
        });
    Group root = new Group("", name, "", List.of(), 1, List.of(), items, edges, "");
    return new Diagram(name + ": " + title, List.of(), root);
  }

  private static boolean isNumber(Node node) {
    return node.op() instanceof Constant constant && constant.value().size() == 1;
  }

  private Box box(Node node) {
    List<String> operands =
        node.inputs().stream()
            .map(
                ref ->
                    isNumber(graph.node(ref))
                        ? GraphPrinter.number(((Constant) graph.node(ref).op()).value())
                        : ref.toString())
            .toList();
    List<String> details = new ArrayList<>();
    if (!(node.op() instanceof Leaf)) {
      details.addAll(Lines.of(parts(GraphPrinter.call(node.op(), operands))));
    }
    if (backward.containsKey(node.id())) {
      details.add("∂ of %" + backward.get(node.id()));
    }
    String title = node.op() instanceof Leaf ? GraphPrinter.call(node.op(), List.of()) : "";
    return new Box(
        "%" + node.id(),
        style(node),
        "%" + node.id() + (title.isEmpty() ? "" : " " + title),
        node.label(),
        details,
        List.of(node.types().stream().map(Object::toString).collect(Collectors.joining(", "))));
  }

  /** A call where it can be broken: not within a list of numbers. */
  private static List<String> parts(String call) {
    return List.of(call.split(", (?![0-9])"));
  }

  private Style style(Node node) {
    if (node.op() instanceof Leaf) {
      return node.op() instanceof Input
          ? Style.INPUT
          : node.op() instanceof Constant ? Style.CONSTANT : Style.PARAMETER;
    }
    return switch (part(node)) {
      case FORWARD -> node.id() == cost() ? Style.OUTPUT : Style.FORWARD;
      case BACKWARD -> Style.BACKWARD;
      case UPDATE -> Style.UPDATE;
    };
  }
}
