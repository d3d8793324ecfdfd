package dev.nn.explain;

import dev.nn.api.graph.Node;
import dev.nn.core.network.Network;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The upper indices of layers: 1, 2, … in the order of the network; 3.1, 3.2, … inside a block or a
 * layer made of others.
 */
final class Numbering {
  private final Map<String, String> numbers = new LinkedHashMap<>();
  private final Map<String, Integer> children = new HashMap<>();

  Numbering(Network network, List<Node> nodes) {
    for (Network.Node layer : network.layers()) {
      number(layer.name());
    }
    for (Node node : nodes) {
      if (numbers.containsKey(node.path().split("/")[0])) {
        number(node.path());
      }
    }
  }

  /** A layer's number; empty for what is not a layer. */
  String of(String path) {
    return numbers.getOrDefault(path, "");
  }

  private String number(String path) {
    String known = numbers.get(path);
    if (known != null) {
      return known;
    }
    int slash = path.lastIndexOf('/');
    String parent = slash < 0 ? "" : path.substring(0, slash);
    String prefix = slash < 0 ? "" : number(parent) + ".";
    String number = prefix + children.merge(parent, 1, Integer::sum);
    numbers.put(path, number);
    return number;
  }
}
