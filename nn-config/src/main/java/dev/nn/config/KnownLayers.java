package dev.nn.config;

import dev.nn.config.spec.LayerSpec;
import dev.nn.core.network.Network;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Of a model with gaps, the layers that depend on none of them. */
final class KnownLayers {
  private KnownLayers() {}

  /**
   * @param layers those that could be read, each after what it reads
   * @param inputs whose shapes are known
   */
  static List<LayerSpec> of(List<LayerSpec> layers, Set<String> inputs) {
    List<LayerSpec> left = layers;
    while (true) {
      List<LayerSpec> kept = behind(inputs, left);
      Set<String> names = new HashSet<>();
      kept.forEach(layer -> names.add(layer.name()));
      // Whose weights a layer shares may be written behind it.
      List<LayerSpec> sharing =
          kept.stream().filter(layer -> names.contains(Network.layer(layer.weights()))).toList();
      if (sharing.size() == left.size()) {
        return sharing;
      }
      left = sharing;
    }
  }

  private static List<LayerSpec> behind(Set<String> inputs, List<LayerSpec> layers) {
    Set<String> known = new HashSet<>(inputs);
    List<LayerSpec> kept = new ArrayList<>();
    for (LayerSpec layer : layers) {
      if (layer.inputs().stream().map(Network::layer).allMatch(known::contains)) {
        known.add(layer.name());
        kept.add(layer);
      }
    }
    return kept;
  }
}
