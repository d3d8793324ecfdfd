package dev.nn.config;

import dev.nn.config.internal.bind.RecordBinder;
import dev.nn.config.internal.tree.ConfigNode;
import dev.nn.config.problem.Code;
import dev.nn.config.problem.Problem;
import dev.nn.config.problem.Problems;
import dev.nn.config.registry.Kind;
import dev.nn.config.registry.Registries;
import dev.nn.config.spec.LayerSpec;
import dev.nn.core.network.Block;
import dev.nn.core.network.Network;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads layers that are made of layers. */
final class BlockReader {
  private final RecordBinder binder;
  private final Registries registries;
  private final Problems problems;
  private final Places places;

  BlockReader(RecordBinder binder, Registries registries, Problems problems, Places places) {
    this.binder = binder;
    this.registries = registries;
    this.problems = problems;
    this.places = places;
  }

  /** Whether a layer is a block. */
  boolean isBlock(ConfigNode item) {
    return item instanceof ConfigNode.Mapping mapping
        && mapping.get("type").orElse(item) instanceof ConfigNode.Scalar type
        && registries
            .of(Kind.LAYER)
            .find(type.text())
            .filter(found -> found.type() == Block.class)
            .isPresent();
  }

  /**
   * Reads a block.
   *
   * @param path of the block
   * @param others keys in the mapping that are not the block's own
   */
  Optional<Block> read(ConfigNode.Mapping mapping, String path, List<String> others) {
    List<String> keys = List.of("type", "layers", "input_names", "output");
    int before = problems.count();
    mapping
        .entries()
        .forEach(
            (key, entry) -> {
              if (!keys.contains(key) && !others.contains(key)) {
                List<String> all = new ArrayList<>(keys);
                all.addAll(others);
                problems.add(
                    Problem.at(
                            Code.UNKNOWN_KEY,
                            entry.keyOrigin(),
                            "unknown key '%s' in block '%s'".formatted(key, path))
                        .expectingOneOf(all.stream().sorted().toList(), key));
              }
            });
    Optional<ConfigNode> layers = mapping.get("layers");
    if (layers.isEmpty()) {
      problems.add(
          Problem.at(
              Code.MISSING_KEY,
              mapping.origin(),
              "the key 'layers' is missing in block '" + path + "'"));
      return Optional.empty();
    }
    List<String> inputs =
        mapping
            .get("input_names")
            .map(node -> texts(node, "'input_names' in block '" + path + "'"))
            .orElse(List.of("input"));
    LayersReader inner = new LayersReader(binder, registries, problems, places, path + "/");
    inputs.forEach(input -> inner.claim(input, mapping.origin("input_names")));
    List<ConfigNode> items = binder.list(layers.get(), "'layers' in block '" + path + "'");
    List<String> names = inner.namesOf(items, layers.get().origin());
    if (items.isEmpty() || inputs.isEmpty()) {
      problems.add(
          Problem.at(
              items.isEmpty() ? Code.NO_LAYERS : Code.NO_INPUTS,
              layers.get().origin(),
              "block '%s' has no %s".formatted(path, items.isEmpty() ? "layers" : "input_names")));
      return Optional.empty();
    }
    for (int i = 0; i < names.size(); i++) {
      inner.readLayer(items.get(i), names.get(i), i == 0 ? inputs.get(0) : names.get(i - 1));
    }
    List<LayerSpec> sorted = inner.layers();
    if (!inner.complete() || problems.count() > before) {
      return Optional.empty();
    }
    Optional<String> stated =
        mapping.get("output").flatMap(node -> binder.value(String.class, node, "output"));
    String output = stated.orElse(names.get(names.size() - 1));
    if (!names.contains(output)) {
      problems.add(
          Problem.at(
                  Code.UNKNOWN_BLOCK_OUTPUT,
                  mapping.origin("output"),
                  "block '%s' has no layer '%s' to give out".formatted(path, output))
              .expectingOneOf(names, output));
      return Optional.empty();
    }
    inner.ends().stream()
        .filter(end -> !end.equals(output))
        .forEach(
            end ->
                problems.add(
                    Problem.at(
                            Code.DEAD_END,
                            places.layer(path + "/" + end),
                            "layer '%s/%s' leads nowhere: no layer in the block reads it and it is not its output"
                                .formatted(path, end))
                        .helping("name it in a layer's 'inputs' or as 'output' of the block")));
    if (problems.count() > before) {
      return Optional.empty();
    }
    Block block = new Block(inputs, sorted.stream().map(this::node).toList(), output);
    binder.sources().note(block, mapping);
    return Optional.of(block);
  }

  private Network.Node node(LayerSpec layer) {
    Network.Node node = layer.node();
    binder.sources().of(layer).ifPresent(written -> binder.sources().note(node, written));
    return node;
  }

  private List<String> texts(ConfigNode node, String what) {
    return binder.list(node, what).stream()
        .flatMap(item -> binder.value(String.class, item, what).stream())
        .toList();
  }
}
