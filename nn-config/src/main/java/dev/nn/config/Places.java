package dev.nn.config;

import dev.nn.config.internal.bind.Sources;
import dev.nn.config.internal.check.Whereabouts;
import dev.nn.config.internal.tree.ConfigNode;
import dev.nn.config.problem.Origin;
import dev.nn.core.network.Repetition;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where the parts of a spec are written, for what turns out to be wrong later. */
final class Places implements Whereabouts {
  private final ConfigNode.Mapping root;
  private final Sources sources = new Sources();
  private final Map<String, ConfigNode> layers = new HashMap<>();
  private final Map<String, ConfigNode> inputs = new HashMap<>();
  private final Map<String, ConfigNode> outputs = new HashMap<>();

  Places(ConfigNode.Mapping root) {
    this.root = root;
  }

  /** The whole config. */
  ConfigNode.Mapping root() {
    return root;
  }

  /** What records were made from. */
  Sources sources() {
    return sources;
  }

  /** Notes a layer; one inside a block is noted by its path. */
  void layer(String path, ConfigNode node) {
    layers.putIfAbsent(path, node);
  }

  /**
   * Whether there is a layer of that path. Inside a repeated layer, the path has to say which
   * repetition is meant.
   */
  boolean hasLayer(String path) {
    String at = "";
    boolean inRepetition = true;
    for (String part : path.split("/")) {
      if (!inRepetition && part.startsWith(Repetition.NAME)) {
        inRepetition = true;
      } else if (inRepetition) {
        at = at.isEmpty() ? part : at + "/" + part;
        inRepetition = !isRepeated(at);
      } else {
        return false;
      }
    }
    return layers.containsKey(at);
  }

  private boolean isRepeated(String path) {
    return layers.get(path) instanceof ConfigNode.Mapping mapping
        && mapping.get("repeat").isPresent();
  }

  void input(String name, ConfigNode node) {
    inputs.putIfAbsent(name, node);
  }

  void output(String layer, ConfigNode node) {
    outputs.putIfAbsent(layer, node);
  }

  @Override
  public Origin layer(String path) {
    return origin(layers.get(writtenLayer(path)));
  }

  private String writtenLayer(String path) {
    String written = unrepeated(path);
    while (!layers.containsKey(written) && written.contains("/")) {
      written = written.substring(0, written.lastIndexOf('/'));
    }
    return written;
  }

  private static String unrepeated(String path) {
    return path.replaceAll("/" + Repetition.NAME + "[0-9]+(?=/|$)", "");
  }

  @Override
  public Origin layer(String path, String key) {
    return Optional.ofNullable(layers.get(unrepeated(path)))
        .map(node -> node.origin(key))
        .orElseGet(() -> layer(path));
  }

  /**
   * The place of a value inside a layer, or of the layer if it is not written.
   *
   * @param path of the layer or of a part of it, such as the layer of a {@code time_distributed}
   * @param keys that lead from there to the value
   */
  Origin layer(String path, List<String> keys) {
    String written = writtenLayer(path);
    List<String> steps = new ArrayList<>();
    if (!keys.isEmpty() && written.length() < unrepeated(path).length()) {
      // Of a part, each step either is a key or, as the forward of a bidirectional, names the
      // layer.
      for (String part : unrepeated(path).substring(written.length() + 1).split("/")) {
        steps.add(part);
        steps.add("layer");
      }
    }
    ConfigNode at = layers.get(written);
    for (String step : steps) {
      if (at instanceof ConfigNode.Mapping mapping
          && mapping.get(step).orElse(at) instanceof ConfigNode.Mapping inner) {
        at = inner;
      }
    }
    for (String key : keys) {
      Optional<ConfigNode> next =
          at instanceof ConfigNode.Mapping mapping ? mapping.get(key) : Optional.empty();
      if (next.isEmpty()) {
        return layer(path);
      }
      at = next.get();
    }
    return keys.isEmpty() ? layer(path) : at.origin();
  }

  /** The place of a text inside a layer, or of the layer if it is not found. */
  Origin inLayer(String path, String text) {
    return Optional.ofNullable(layers.get(writtenLayer(path)))
        .flatMap(node -> find(node, text))
        .orElseGet(() -> layer(path));
  }

  Origin input(String name, String key) {
    return inputs.getOrDefault(name, root.get("model").orElse(root)).origin(key);
  }

  @Override
  public Origin output(String layer, String path) {
    String first = path.contains(".") ? path.substring(0, path.indexOf('.')) : path;
    ConfigNode output = outputs.get(layer);
    if (output != null && child(output, first).isPresent()) {
      return walk(output, path).origin();
    }
    return root.get(first).isPresent() ? path(path) : layer(layer);
  }

  @Override
  public Origin path(String path) {
    return walk(root, path).origin();
  }

  /** The place of a text that is written below a dotted path. */
  Optional<Origin> path(String path, String text) {
    return find(walk(root, path), text);
  }

  @Override
  public Optional<Origin> written(String path) {
    Optional<ConfigNode> at = Optional.of(root);
    for (String step : path.split("\\.")) {
      at = at.flatMap(node -> child(node, step));
    }
    return at.map(ConfigNode::origin);
  }

  /** As far as it is written. */
  private static ConfigNode walk(ConfigNode from, String path) {
    ConfigNode at = from;
    for (String step : path.split("\\.")) {
      Optional<ConfigNode> next = child(at, step);
      if (next.isEmpty()) {
        break;
      }
      at = next.get();
    }
    return at;
  }

  private static Optional<ConfigNode> child(ConfigNode node, String step) {
    if (node instanceof ConfigNode.Sequence list && step.matches("[0-9]{1,9}")) {
      int index = Integer.parseInt(step);
      return index < list.items().size() ? Optional.of(list.items().get(index)) : Optional.empty();
    }
    return node instanceof ConfigNode.Mapping mapping ? mapping.get(step) : Optional.empty();
  }

  /** Where a text is written, as a value or a key, somewhere below a key of the top. */
  Origin written(String top, String text) {
    ConfigNode node = root.get(top).orElse(root);
    return find(node, text).orElse(node.origin());
  }

  private static Optional<Origin> find(ConfigNode node, String text) {
    if (node instanceof ConfigNode.Scalar scalar) {
      return Optional.of(scalar.origin()).filter(origin -> scalar.text().equals(text));
    }
    if (node instanceof ConfigNode.Sequence sequence) {
      return sequence.items().stream().flatMap(item -> find(item, text).stream()).findFirst();
    }
    if (node instanceof ConfigNode.Mapping mapping) {
      Optional<Origin> key =
          Optional.ofNullable(mapping.entries().get(text)).map(ConfigNode.Entry::keyOrigin);
      return key.or(
          () ->
              mapping.entries().values().stream()
                  .flatMap(entry -> find(entry.value(), text).stream())
                  .findFirst());
    }
    return Optional.empty();
  }

  private Origin origin(ConfigNode node) {
    return node == null ? root.get("model").orElse(root).origin() : node.origin();
  }
}
