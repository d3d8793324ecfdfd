package dev.nn.config.internal.check;

import dev.nn.api.layer.Layer;
import dev.nn.core.layers.TimeDistributed;
import dev.nn.core.network.Block;
import dev.nn.core.network.Network;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The layers of a model and what they read, with blocks taken apart: a reader of a block reads the
 * layer in it that makes the block's output. Immutable.
 */
public final class Wiring {
  private final Map<String, Part> parts = new LinkedHashMap<>();
  private final Map<String, List<Part>> readers = new HashMap<>();

  /** Who makes what a layer of the model, maybe a block, gives out. */
  private final Map<String, String> makers = new HashMap<>();

  /**
   * A layer that is no block.
   *
   * @param path such as {@code encoder/dense_1}
   * @param layer its formula; of one that is applied to every time step, that of the step
   * @param inputs paths of layers, or names of the model's inputs
   */
  public record Part(String path, Layer layer, List<String> inputs) {
    /** Copies the list. */
    public Part {
      inputs = List.copyOf(inputs);
    }
  }

  private Wiring() {}

  /** Of the layers of a model. */
  public static Wiring of(List<Network.Node> layers) {
    Wiring wiring = new Wiring();
    wiring.add(layers, "", wiring.makers);
    wiring
        .parts
        .values()
        .forEach(
            part ->
                part.inputs().stream()
                    .distinct()
                    .forEach(
                        input ->
                            wiring
                                .readers
                                .computeIfAbsent(input, i -> new ArrayList<>())
                                .add(part)));
    return wiring;
  }

  /**
   * @param known who makes what is known by a name here
   */
  private void add(List<Network.Node> layers, String prefix, Map<String, String> known) {
    for (Network.Node node : layers) {
      String path = prefix + node.name();
      List<String> inputs =
          node.inputs().stream()
              .map(Network::layer)
              .map(name -> known.getOrDefault(name, name))
              .toList();
      if (node.layer() instanceof Block block) {
        Map<String, String> inside = new HashMap<>();
        for (int i = 0; i < Math.min(inputs.size(), block.inputNames().size()); i++) {
          inside.put(block.inputNames().get(i), inputs.get(i));
        }
        add(block.layers(), path + "/", inside);
        known.put(node.name(), inside.get(block.output()));
      } else {
        parts.put(path, new Part(path, ofStep(node.layer()), inputs));
        known.put(node.name(), path);
      }
    }
  }

  private static Layer ofStep(Layer layer) {
    return layer instanceof TimeDistributed each ? each.layer() : layer;
  }

  /** All layers, each after those that it reads. */
  public Collection<Part> parts() {
    return Collections.unmodifiableCollection(parts.values());
  }

  /** The layer at a path; empty for inputs of the model. */
  public Optional<Part> part(String path) {
    return Optional.ofNullable(parts.get(path));
  }

  /** The layer that makes the output of a layer of the model, which may be a block. */
  public Optional<Part> maker(String layer) {
    return Optional.ofNullable(makers.get(layer)).flatMap(this::part);
  }

  /** Who reads a layer or an input of the model. */
  public List<Part> readers(String path) {
    return readers.getOrDefault(path, List.of());
  }
}
