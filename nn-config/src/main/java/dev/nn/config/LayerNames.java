package dev.nn.config;

import dev.nn.config.internal.tree.ConfigNode;
import dev.nn.config.registry.Kind;
import dev.nn.config.registry.Registration;
import dev.nn.config.registry.Registries;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Names of layers as Keras gives them: {@code dense}, {@code dense_1}, {@code dense_2}, …. */
final class LayerNames {
  private final Registries registries;

  LayerNames(Registries registries) {
    this.registries = registries;
  }

  /** Names in order; an item that says neither name nor type is called {@code layer}. */
  List<String> of(List<ConfigNode> items) {
    Set<String> taken = new HashSet<>();
    items.forEach(item -> explicit(item).ifPresent(taken::add));
    List<String> names = new ArrayList<>();
    for (ConfigNode item : items) {
      names.add(explicit(item).orElseGet(() -> next(type(item), taken)));
    }
    return names;
  }

  /** A name that is not taken, and takes it. */
  static String next(String stem, Set<String> taken) {
    String name = stem;
    for (int i = 1; !taken.add(name); i++) {
      name = stem + "_" + i;
    }
    return name;
  }

  private static Optional<String> explicit(ConfigNode item) {
    return item instanceof ConfigNode.Mapping mapping ? text(mapping, "name") : Optional.empty();
  }

  private String type(ConfigNode item) {
    Optional<String> type =
        item instanceof ConfigNode.Mapping mapping
            ? text(mapping, "type")
            : item instanceof ConfigNode.Scalar scalar && !scalar.isNull()
                ? Optional.of(scalar.text())
                : Optional.empty();
    return type.map(
            name -> registries.of(Kind.LAYER).find(name).map(Registration::name).orElse(name))
        .orElse("layer");
  }

  private static Optional<String> text(ConfigNode.Mapping mapping, String key) {
    return mapping
        .get(key)
        .filter(node -> node instanceof ConfigNode.Scalar scalar && !scalar.isNull())
        .map(node -> ((ConfigNode.Scalar) node).text());
  }
}
