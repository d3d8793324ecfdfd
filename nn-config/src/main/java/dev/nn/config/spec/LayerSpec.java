package dev.nn.config.spec;

import dev.nn.api.layer.Layer;
import dev.nn.core.network.Network;
import java.util.List;

/**
 * A layer and its place.
 *
 * @param name unique; default: its type, with {@code _1}, {@code _2}, … from the second on
 * @param layer its formula
 * @param inputs names of inputs or layers; default: the layer before
 * @param trainable whether the optimizer changes its parameters; default true
 * @param weights whose parameters it uses: a layer beside it or a path; default: its own
 */
public record LayerSpec(
    String name, Layer layer, List<String> inputs, boolean trainable, String weights) {
  /** Copies the list. */
  public LayerSpec {
    inputs = List.copyOf(inputs);
  }

  /** A layer with parameters of its own. */
  public LayerSpec(String name, Layer layer, List<String> inputs, boolean trainable) {
    this(name, layer, inputs, trainable, name);
  }

  /** As part of a network. */
  public Network.Node node() {
    return new Network.Node(name, layer, inputs, trainable, weights);
  }
}
