package dev.nn.config;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Sorts layers so that each comes after what it reads, otherwise as they are written. */
final class LayerOrder {
  private final Map<String, List<String>> reads;
  private final Consumer<List<String>> cycles;

  /** False while a layer's inputs are being visited. */
  private final Map<String, Boolean> finished = new HashMap<>();

  private final List<String> order = new ArrayList<>();

  /**
   * @param reads the layers that each layer reads, in the order written
   * @param cycles told of layers that read each other in a circle, each followed by what it reads
   */
  LayerOrder(Map<String, List<String>> reads, Consumer<List<String>> cycles) {
    this.reads = reads;
    this.cycles = cycles;
  }

  /** All layers; those in a circle in any order. */
  List<String> sorted() {
    for (String name : reads.keySet()) {
      visit(name, new ArrayList<>());
    }
    return order;
  }

  /** Depth first. */
  private void visit(String name, List<String> path) {
    if (finished.containsKey(name)) {
      if (!finished.get(name)) {
        cycles.accept(List.copyOf(path.subList(path.indexOf(name), path.size())));
      }
      return;
    }
    finished.put(name, false);
    path.add(name);
    for (String read : reads.get(name)) {
      visit(read, path);
    }
    path.remove(path.size() - 1);
    finished.put(name, true);
    order.add(name);
  }
}
