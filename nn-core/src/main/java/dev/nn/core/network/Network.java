package dev.nn.core.network;

import dev.nn.api.layer.Layer;
import dev.nn.api.tensor.TensorType;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Layers in a DAG. Immutable; the same network makes a graph for any batch size and mode.
 *
 * @param inputs what is fed in
 * @param layers in an order in which each comes after what it reads
 * @param outputs names of the layers (or inputs) that are read out
 */
public record Network(List<Input> inputs, List<Node> layers, List<String> outputs) {
  /**
   * Something fed in.
   *
   * @param name as in the data set
   * @param example type of one example, without the batch axis
   */
  public record Input(String name, TensorType example) {}

  /**
   * A layer and what it reads.
   *
   * @param name unique; the first part of its parameters' paths
   * @param layer its formula
   * @param inputs names of inputs or earlier layers
   * @param trainable whether the optimizer changes its parameters
   * @param weights whose parameters it uses: its own name, that of a layer beside it, or a path in
   *     the model
   */
  public record Node(
      String name, Layer layer, List<String> inputs, boolean trainable, String weights) {
    /** Copies the list. */
    public Node {
      inputs = List.copyOf(inputs);
    }

    /** A layer with parameters of its own. */
    public Node(String name, Layer layer, List<String> inputs, boolean trainable) {
      this(name, layer, inputs, trainable, name);
    }
  }

  /** The layer that a name speaks of: {@code encoder} of {@code encoder/state_h}. */
  public static String layer(String name) {
    int slash = name.indexOf('/');
    return slash < 0 ? name : name.substring(0, slash);
  }

  /**
   * Copies the lists.
   *
   * @throws NetworkException if a name occurs twice or names something that does not come before it
   */
  public Network {
    inputs = List.copyOf(inputs);
    layers = List.copyOf(layers);
    outputs = List.copyOf(outputs);
    Set<String> known = new HashSet<>();
    for (Input input : inputs) {
      if (!known.add(input.name())) {
        throw new NetworkException(input.name(), "two inputs have this name");
      }
    }
    check(layers, known);
    for (String output : outputs) {
      if (!known.contains(output)) {
        throw new NetworkException(output, "is an output, but there is no such layer");
      }
    }
  }

  /** Checks names and order; adds the layers' names to those known. */
  static void check(List<Node> layers, Set<String> known) {
    for (Node node : layers) {
      for (String input : node.inputs()) {
        if (!known.contains(layer(input))) {
          throw new NetworkException(
              node.name(), "reads '" + input + "', which does not come before it");
        }
      }
      if (!known.add(node.name())) {
        throw new NetworkException(node.name(), "two layers or inputs have this name");
      }
    }
  }
}
