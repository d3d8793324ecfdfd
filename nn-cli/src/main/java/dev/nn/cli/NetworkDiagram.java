package dev.nn.cli;

import dev.nn.api.tensor.TensorType;
import dev.nn.cli.NetworkOutline.Inside;
import dev.nn.cli.NetworkOutline.Part;
import dev.nn.cli.NetworkOutline.Result;
import dev.nn.cli.NetworkOutline.Run;
import dev.nn.cli.diagram.Diagram;
import dev.nn.cli.diagram.Diagram.Box;
import dev.nn.cli.diagram.Diagram.Edge;
import dev.nn.cli.diagram.Diagram.Group;
import dev.nn.cli.diagram.Diagram.Item;
import dev.nn.cli.diagram.Lines;
import dev.nn.cli.diagram.Style;
import dev.nn.core.network.Network;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A network as a picture: a box for each layer, a frame for each block. */
final class NetworkDiagram {
  /** Ids of inputs begin so, which no layer's name can. */
  private static final String INPUT = "in:";

  private static final String OUTPUT = "out:";

  private NetworkDiagram() {}

  static Diagram of(NetworkOutline outline) {
    List<Item> items = new ArrayList<>();
    Map<String, String> ids = new HashMap<>();
    for (NetworkOutline.Source input : outline.inputs()) {
      String id = INPUT + input.name();
      ids.put(input.name(), id);
      items.add(
          new Box(
              id,
              Style.INPUT,
              input.name(),
              input.example().dtype().toString(),
              List.of(),
              List.of(shape(input.example()))));
    }
    List<Edge> edges = new ArrayList<>();
    for (Part part : outline.layers()) {
      items.add(item(part));
      ids.put(part.name(), part.path());
      addEdges(part, part.inputs(), ids, edges);
    }
    for (Result result : outline.outputs()) {
      Box box = box(result, outline);
      items.add(box);
      edges.add(new Edge(ids.get(result.layer()), box.id()));
    }
    Group root = new Group("", outline.name(), "", List.of(), 1, List.of(), items, edges, "");
    return new Diagram(outline.name(), facts(outline), root);
  }

  private static List<String> facts(NetworkOutline outline) {
    return List.of(
        Numbers.count(outline.totals().parameters()) + " parameters",
        Numbers.count(outline.totals().multiplyAdds()) + " multiply-adds per example",
        "%s for training with batches of %d"
            .formatted(Numbers.bytes(outline.step().memory().total()), outline.step().batch()));
  }

  /**
   * @param ids of what the layer can read, by name
   */
  private static void addEdges(
      Part part, List<String> inputs, Map<String, String> ids, List<Edge> edges) {
    for (int port = 0; port < inputs.size(); port++) {
      String name = inputs.get(port);
      String from = ids.containsKey(name) ? ids.get(name) : ids.get(Network.layer(name));
      edges.add(new Edge(from, part.path(), port));
    }
  }

  private static Item item(Part part) {
    if (part.block().isEmpty()) {
      return box(part, part, 1);
    }
    Inside inside = part.block().get();
    List<Run> runs = inside.runs();
    return inside.repeated() && runs.size() == 1
        ? several(part, runs.get(0).first(), runs.get(0).times())
        : frame(part, inside, 1);
  }

  /** Repetitions that all look the same: what one of them is, and how many there are. */
  private static Item several(Part all, Part one, int times) {
    return one.block().isPresent() ? frame(all, one.block().get(), times) : box(all, one, times);
  }

  private static Box box(Part all, Part one, int times) {
    return new Box(
        all.path(),
        Style.valueOf(one.nature().name()),
        all.name(),
        subtitle(all),
        details(all, one.keys()),
        corner(all),
        times);
  }

  private static String subtitle(Part part) {
    return part.type().equals(part.name()) ? "" : part.type();
  }

  private static List<String> details(Part part, List<String> keys) {
    List<String> details = new ArrayList<>(Lines.of(keys));
    part.shares().ifPresent(other -> details.add("weights of " + other));
    if (!part.trainable()) {
      details.add("frozen");
    }
    return details;
  }

  private static List<String> corner(Part part) {
    List<String> corner = new ArrayList<>(List.of(shape(part.output())));
    if (part.count().parameters() > 0) {
      corner.add(Numbers.count(part.count().parameters()) + " parameters");
    }
    return corner;
  }

  /** A block in a frame. */
  private static Group frame(Part part, Inside inside, int times) {
    Map<String, String> ids = new HashMap<>();
    inside.inputNames().forEach(name -> ids.put(name, name));
    List<Item> items = new ArrayList<>();
    List<Edge> edges = new ArrayList<>();
    for (Run run : inside.runs()) {
      Part first = run.first();
      items.add(run.times() > 1 ? several(first, first, run.times()) : item(first));
      addEdges(first, first.inputs(), ids, edges);
      // One stands for all that look like it, so whoever reads the last of them reads it.
      ids.put(run.last().name(), first.path());
      ids.put(first.name(), first.path());
    }
    return new Group(
        part.path(),
        part.name(),
        subtitle(part),
        corner(part),
        times,
        inside.inputNames(),
        items,
        edges,
        ids.get(inside.output()));
  }

  private static Box box(Result result, NetworkOutline outline) {
    boolean several = outline.outputs().size() > 1;
    List<String> details = new ArrayList<>();
    if (several) {
      details.add("target " + result.target());
    }
    result
        .logits()
        .ifPresent(logits -> details.add(logits ? "takes logits" : "takes probabilities"));
    if (!result.metrics().isEmpty()) {
      details.add("metrics " + String.join(", ", result.metrics()));
    }
    List<String> corner =
        several || result.weight() != 1
            ? List.of("weight " + Numbers.measure(result.weight()).replaceAll("\\.?0+$", ""))
            : List.of();
    return new Box(OUTPUT + result.layer(), Style.OUTPUT, result.loss(), "", details, corner);
  }

  /** Such as {@code 16 × 28 × 28}; a single number per example has no sizes. */
  private static String shape(TensorType example) {
    return example.shape().rank() == 0
        ? "1 number"
        : example.shape().toList().stream().map(String::valueOf).collect(Collectors.joining(" × "));
  }
}
