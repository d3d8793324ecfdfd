package dev.nn.core.check;

import dev.nn.api.graph.Graph;
import dev.nn.api.graph.Node;
import dev.nn.api.graph.Ref;
import dev.nn.api.graph.Value;
import dev.nn.api.tensor.Tensor;
import dev.nn.core.check.StepRecord.Kind;
import dev.nn.core.network.NetworkWriter.Declared;
import dev.nn.core.train.Trainer;
import dev.nn.core.train.TrainingPass;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which values of a training step are looked at, layer by layer. */
final class StepValues {
  /**
   * One of them.
   *
   * @param of the value itself, or what C is differentiated by
   */
  record Wanted(String layer, String name, Kind kind, Value of) {
    StepRecord.Entry entry(String maker, int order, Tensor value) {
      return new StepRecord.Entry(layer, name, kind, maker, order, value);
    }
  }

  private final TrainingPass pass;
  private final Set<Integer> used;
  private final Map<String, List<Wanted>> byLayer = new LinkedHashMap<>();
  private final Set<Ref> seen = new HashSet<>();

  private StepValues(TrainingPass pass) {
    this.pass = pass;
    this.used = leadingTo(pass.cost());
  }

  /** Of each layer a, ∂C/∂a, and ∂C/∂θ of the parameters that are trained; at the end C. */
  static List<Wanted> of(Trainer trainer, TrainingPass pass) {
    StepValues values = new StepValues(pass);
    Map<String, Value> layers = pass.forward().outputs();
    pass.forward().values().forEach((name, value) -> values.input(layers, name, value));
    layers.forEach(values::layer);
    pass.forward().variables().stream()
        .filter(declared -> trainer.moves(declared.variable()))
        .forEach(values::parameter);
    values.add("loss", "C", Kind.COST, pass.cost());
    return values.byLayer.values().stream().flatMap(List::stream).toList();
  }

  private void input(Map<String, Value> layers, String name, Value value) {
    if (!layers.containsKey(name)) {
      seen.add(value.ref());
      if (value.dtype().isFloating()) {
        add(name, "∂C/∂a", Kind.OUTPUT_GRADIENT, value);
      }
    }
  }

  private void layer(String path, Value output) {
    if (!seen.add(output.ref())) {
      return; // A block gives out what one of its layers does.
    }
    add(path, "a", Kind.OUTPUT, output);
    if (!output.dtype().isFloating()) {
      return;
    }
    if (used.contains(output.ref().node())) {
      add(path, "∂C/∂a", Kind.OUTPUT_GRADIENT, output);
    } else {
      // A loss that goes back to the logits knows a = softmax(z) by z alone.
      Node node = pass.builder().node(output.ref());
      node.inputs().stream()
          .filter(z -> used.contains(z.node()))
          .findFirst()
          .ifPresent(z -> add(path, "∂C/∂z", Kind.OUTPUT_GRADIENT, pass.builder().value(z)));
    }
  }

  private void parameter(Declared declared) {
    String path = declared.variable().variable();
    String layer = path;
    while (layer.contains("/") && !byLayer.containsKey(layer)) {
      layer = layer.substring(0, layer.lastIndexOf('/'));
    }
    String name = path.startsWith(layer + "/") ? path.substring(layer.length() + 1) : path;
    add(layer, "∂C/∂" + name, Kind.PARAMETER_GRADIENT, declared.value());
  }

  private void add(String layer, String name, Kind kind, Value of) {
    byLayer.computeIfAbsent(layer, key -> new ArrayList<>()).add(new Wanted(layer, name, kind, of));
  }

  /** Ids of the nodes that a value depends on, its own too. */
  private static Set<Integer> leadingTo(Value end) {
    Graph graph = end.builder().build();
    Set<Integer> before = new HashSet<>(Set.of(end.ref().node()));
    for (int id = end.ref().node(); id >= 0; id--) {
      if (before.contains(id)) {
        graph.nodes().get(id).inputs().forEach(input -> before.add(input.node()));
      }
    }
    return before;
  }
}
