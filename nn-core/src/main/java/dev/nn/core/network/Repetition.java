package dev.nn.core.network;

import dev.nn.api.layer.Layer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A layer several times in a row, as the key {@code repeat} asks for. The first input goes through
 * all repetitions, further ones are the same for each.
 *
 * @param layer what is repeated
 * @param times how often, at least 2
 * @param inputs how many values it reads, at least 1
 * @param oneSet whether all repetitions use the weights of the first
 */
public record Repetition(Layer layer, int times, int inputs, boolean oneSet) {
  /** The repetitions are called so, with a number from 1. */
  public static final String NAME = "repeat_";

  /** As a block. */
  public Block block() {
    List<String> names =
        IntStream.range(0, inputs).mapToObj(i -> i == 0 ? "input" : "input_" + i).toList();
    List<Network.Node> nodes = new ArrayList<>();
    List<String> reads = new ArrayList<>(names);
    for (int i = 1; i <= times; i++) {
      String name = NAME + i;
      nodes.add(new Network.Node(name, layer, reads, true, oneSet ? NAME + 1 : name));
      reads.set(0, name);
    }
    return new Block(names, nodes, NAME + times);
  }

  /** The repetition that a layer is, if its {@linkplain #block block} would be this very layer. */
  public static Optional<Repetition> of(Layer layer) {
    if (!(layer instanceof Block block) || block.layers().size() < 2) {
      return Optional.empty();
    }
    Network.Node second = block.layers().get(1);
    boolean oneSet = !second.weights().equals(second.name());
    Repetition repetition =
        new Repetition(second.layer(), block.layers().size(), block.inputNames().size(), oneSet);
    return Optional.of(repetition).filter(each -> each.block().equals(block));
  }
}
