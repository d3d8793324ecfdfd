package dev.nn.config;

import dev.nn.api.layer.Layer;
import dev.nn.config.LayerDraft.Read;
import dev.nn.config.internal.bind.Bound;
import dev.nn.config.internal.bind.RecordBinder;
import dev.nn.config.internal.tree.ConfigNode;
import dev.nn.config.problem.Code;
import dev.nn.config.problem.Problem;
import dev.nn.config.problem.Problems;
import dev.nn.config.registry.Kind;
import dev.nn.config.registry.Registration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads what one item of a list of layers says: the layer itself, and the keys that give it its
 * place among the others. Whether what it reads or shares exists is not looked at yet.
 */
final class DraftReader {
  private final RecordBinder binder;
  private final BlockReader blocks;
  private final Problems problems;

  /** Where these layers are: empty for the model's own, otherwise the block's path and a slash. */
  private final String prefix;

  DraftReader(RecordBinder binder, BlockReader blocks, Problems problems, String prefix) {
    this.binder = binder;
    this.blocks = blocks;
    this.problems = problems;
    this.prefix = prefix;
  }

  /**
   * Reads an item.
   *
   * @param before what the layer reads if it does not say
   */
  LayerDraft read(ConfigNode item, String name, String before) {
    boolean trainable = true;
    int repeat = 1;
    Optional<Read> shared = Optional.empty();
    List<Read> reads = List.of(new Read(before, item.origin()));
    boolean borrowed = false;
    if (item instanceof ConfigNode.Mapping mapping) {
      mapping.get("name").ifPresent(node -> checkName(node, name));
      trainable = value(mapping, "trainable", Boolean.class).orElse(true);
      repeat = repeat(mapping);
      shared =
          value(mapping, "shared", String.class).map(to -> new Read(to, mapping.origin("shared")));
      Optional<ConfigNode> written = mapping.get("inputs");
      if (written.isPresent()) {
        reads = reads(written.get(), name);
      }
      borrowed = shared.isPresent() && mapping.get("type").isEmpty();
      if (borrowed) {
        onlyPlaceKeys(mapping, name);
      }
    }
    Optional<Layer> layer = borrowed ? Optional.empty() : layer(item, name);
    return new LayerDraft(name, layer, reads, trainable, repeat, shared, borrowed, item);
  }

  private Optional<Layer> layer(ConfigNode item, String name) {
    if (blocks.isBlock(item)) {
      return blocks
          .read((ConfigNode.Mapping) item, prefix + name, Registration.TAKEN_BY_LAYERS)
          .map(Layer.class::cast);
    }
    return binder
        .part(
            Kind.LAYER,
            item,
            has(item, "name") || has(item, "type") ? "layer '" + prefix + name + "'" : "this layer",
            Registration.TAKEN_BY_LAYERS,
            has(item, "name") ? name : "")
        .map(Bound::part);
  }

  /** Whether an item has a key. */
  static boolean has(ConfigNode item, String key) {
    return item instanceof ConfigNode.Mapping mapping && mapping.get(key).isPresent();
  }

  private <T> Optional<T> value(ConfigNode.Mapping mapping, String key, Class<T> type) {
    return mapping.get(key).flatMap(node -> binder.value(type, node, key));
  }

  private int repeat(ConfigNode.Mapping mapping) {
    int repeat = value(mapping, "repeat", Integer.class).orElse(1);
    if (repeat < 1 || repeat > LayersReader.MOST_LAYERS) {
      problems.add(
          Problem.at(
                  Code.OUT_OF_RANGE,
                  mapping.origin("repeat"),
                  "'repeat' must be from 1 to %d, found %d"
                      .formatted(LayersReader.MOST_LAYERS, repeat))
              .expecting("from 1 to " + LayersReader.MOST_LAYERS));
      return 1;
    }
    return repeat;
  }

  private void onlyPlaceKeys(ConfigNode.Mapping mapping, String name) {
    mapping
        .entries()
        .forEach(
            (key, entry) -> {
              if (!Registration.TAKEN_BY_LAYERS.contains(key)) {
                problems.add(
                    Problem.at(
                            Code.COPY_WITH_KEYS,
                            entry.keyOrigin(),
                            "layer '%s' is a copy of what it shares, so it has no key '%s'"
                                .formatted(name, key))
                        .helping("add its 'type' to change other keys"));
              }
            });
  }

  private List<Read> reads(ConfigNode node, String layer) {
    List<Read> reads = new ArrayList<>();
    for (ConfigNode item : binder.list(node, "'inputs' in layer '" + layer + "'")) {
      binder
          .value(String.class, item, "inputs")
          .ifPresent(name -> reads.add(new Read(name, item.origin())));
    }
    if (node instanceof ConfigNode.Sequence list && list.items().isEmpty()) {
      problems.add(
          Problem.at(Code.NO_INPUTS, node.origin(), "layer '" + layer + "' reads nothing")
              .expecting("at least one input, or no key 'inputs' for the layer before"));
    }
    return reads;
  }

  /** Names are parts of paths, of {@code --set} and of files. */
  private void checkName(ConfigNode node, String name) {
    if (binder.value(String.class, node, "name").isPresent()
        && !name.matches("[A-Za-z_][A-Za-z0-9_-]*")) {
      problems.add(
          Problem.at(Code.WRONG_NAME, node.origin(), "'" + name + "' cannot be a layer's name")
              .expecting("a letter or _, then letters, digits, _ or -")
              .suggesting(name.replaceAll("[^A-Za-z0-9_-]", "_").replaceFirst("^(?=[0-9-])", "_")));
    }
  }
}
