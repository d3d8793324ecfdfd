package dev.nn.config;

import dev.nn.api.graph.Value;
import dev.nn.api.layer.Layer;
import dev.nn.config.registry.Registration;
import dev.nn.config.registry.Registry;
import dev.nn.core.network.Block;
import dev.nn.core.network.Network;
import dev.nn.core.network.SpokenShapes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * How a layer's inputs came to have their shapes: {@code input [batch, 64] → hidden (dense) [batch,
 * 128] → conv (conv2d)}.
 */
final class ShapeChain {
  /** A longer chain is shortened in its middle, to these many at its begin and end. */
  private static final int FIRST = 2;

  private static final int LAST = 4;

  private static final String ARROW = " → ";

  private final Network network;
  private final Map<String, Value> outputs;
  private final Registry<Layer> types;

  /**
   * @param outputs what each layer gives out, by path, as far as it is known
   */
  ShapeChain(Network network, Map<String, Value> outputs, Registry<Layer> types) {
    this.network = network;
    this.outputs = outputs;
    this.types = types;
  }

  /**
   * A layer in the list where it stands.
   *
   * @param beside the layers of that list, itself included
   * @param path of the block that the list is in, with a slash; empty for the model's own
   * @param around the block, if it is in one
   */
  private record Place(
      Network.Node node, List<Network.Node> beside, String path, Optional<Place> around) {}

  /** The layer of a path; of a part of a layer, the layer. */
  Optional<Layer> layer(String path) {
    return find(path).map(place -> place.node().layer());
  }

  /** The layer of that name in the same list as another. */
  Optional<Layer> beside(String path, String name) {
    return find(path).flatMap(place -> named(place.beside(), name)).map(Network.Node::layer);
  }

  /** The path of the layer whose weights a layer shares. */
  Optional<String> weights(String path) {
    return find(path)
        .filter(place -> !place.node().weights().equals(place.node().name()))
        .map(
            place -> {
              String weights = place.node().weights();
              boolean beside = named(place.beside(), Network.layer(weights)).isPresent();
              return beside ? place.path() + weights : weights;
            });
  }

  /** The path of the layer that a path leads to, or into. */
  String written(String path) {
    return find(path).map(place -> place.path() + place.node().name()).orElse(path);
  }

  /**
   * The chains that lead to a layer, one for each of its inputs; none if it is not found, or there
   * is nothing to tell.
   */
  List<String> to(String path) {
    Optional<Place> place = find(path);
    if (place.isEmpty()) {
      return List.of();
    }
    List<String> chains = new ArrayList<>();
    boolean telling = false;
    for (String input : new LinkedHashSet<>(place.get().node().inputs())) {
      List<String> links = behind(place.get(), input);
      links.add(name(place.get(), place.get().node()));
      chains.add(shortened(links));
      telling |= links.size() > 2;
    }
    // What an input of the model is like, the message says.
    return telling || chains.size() > 1 ? chains : List.of();
  }

  private Optional<Place> find(String path) {
    Optional<Place> found = Optional.empty();
    List<Network.Node> nodes = network.layers();
    String at = "";
    for (String name : path.split("/")) {
      Optional<Network.Node> node = named(nodes, name);
      if (node.isEmpty()) {
        return found;
      }
      found = Optional.of(new Place(node.get(), nodes, at, found));
      at += name + "/";
      nodes = node.get().layer() instanceof Block block ? block.layers() : List.of();
    }
    return found;
  }

  private static Optional<Network.Node> named(List<Network.Node> nodes, String name) {
    return nodes.stream().filter(node -> node.name().equals(name)).findFirst();
  }

  /** What leads to an input of a layer, that input last; a block counts by what it reads. */
  private List<String> behind(Place layer, String input) {
    List<String> links = new ArrayList<>();
    Place at = layer;
    String reads = input;
    while (true) {
      Optional<Network.Node> source = named(at.beside(), Network.layer(reads));
      if (source.isPresent()) {
        links.add(name(at, source.get()) + shape(at.path() + source.get().name()));
        reads = source.get().inputs().isEmpty() ? "" : source.get().inputs().get(0);
      } else if (at.around().isPresent()) {
        Place block = at.around().get();
        int index = ((Block) block.node().layer()).inputNames().indexOf(reads);
        reads = index < 0 ? "" : block.node().inputs().get(index);
        at = block;
      } else {
        inputShape(reads).ifPresent(links::add);
        Collections.reverse(links);
        return links;
      }
    }
  }

  private Optional<String> inputShape(String name) {
    return network.inputs().stream()
        .filter(input -> input.name().equals(name))
        .map(input -> name + " " + SpokenShapes.ofExample(input.example()))
        .findFirst();
  }

  private String shape(String path) {
    return Optional.ofNullable(outputs.get(path))
        .map(value -> " " + SpokenShapes.of(value.type()))
        .orElse("");
  }

  /** The name, and the type unless the name is made of it. */
  private String name(Place place, Network.Node node) {
    String path = place.path() + node.name();
    return types
        .of(node.layer())
        .map(Registration::name)
        .filter(type -> !node.name().matches(type + "(_[0-9]+)?"))
        .map(type -> "%s (%s)".formatted(path, type))
        .orElse(path);
  }

  private static String shortened(List<String> links) {
    if (links.size() <= FIRST + LAST + 1) {
      return String.join(ARROW, links);
    }
    int left = links.size() - FIRST - LAST;
    return links.stream().limit(FIRST).collect(Collectors.joining(ARROW))
        + ARROW
        + "… "
        + left
        + " more …"
        + ARROW
        + links.stream().skip(links.size() - LAST).collect(Collectors.joining(ARROW));
  }
}
