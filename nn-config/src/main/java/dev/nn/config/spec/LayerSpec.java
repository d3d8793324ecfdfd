package dev.nn.config.spec;

import dev.nn.api.layer.Layer;
import java.util.List;

/**
 * A layer and its place.
 *
 * @param name unique; default: its type, with {@code _1}, {@code _2}, … from the second on
 * @param layer its formula
 * @param inputs names of inputs or layers; default: the layer before
 * @param trainable whether the optimizer changes its parameters; default true
 */
public record LayerSpec(String name, Layer layer, List<String> inputs, boolean trainable) {
  /** Copies the list. */
  public LayerSpec {
    inputs = List.copyOf(inputs);
  }
}
