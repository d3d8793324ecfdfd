package dev.nn.config;

import dev.nn.api.layer.Layer;
import dev.nn.config.registry.Key;
import dev.nn.config.registry.RecordType;
import dev.nn.config.spec.LayerSpec;
import dev.nn.core.network.Block;
import dev.nn.core.network.Network;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How many layers a layer is, with all repetitions and all parts written out. A thousand times a
 * thousand times a layer is one object three times, so that it takes no time to count them.
 */
final class LayerCount {
  /** More than any model may have, and few enough to be added to each other. */
  private static final long MANY = 1L << 40;

  private final Map<Layer, Long> counted = new IdentityHashMap<>();

  /** The layer with which they become more than {@code most}. */
  static Optional<LayerSpec> firstBeyond(long most, List<LayerSpec> layers) {
    LayerCount count = new LayerCount();
    long total = 0;
    for (LayerSpec layer : layers) {
      total += count.of(layer.layer());
      if (total > most) {
        return Optional.of(layer);
      }
    }
    return Optional.empty();
  }

  private long of(Layer layer) {
    Long known = counted.get(layer);
    if (known != null) {
      return known;
    }
    long count = 1 + parts(layer);
    counted.put(layer, Math.min(count, MANY));
    return Math.min(count, MANY);
  }

  private long parts(Layer layer) {
    long count = 0;
    if (layer instanceof Block block) {
      for (Network.Node node : block.layers()) {
        count = Math.min(count + of(node.layer()), MANY);
      }
    } else if (layer instanceof Record) {
      for (Key key : RecordType.of(layer.getClass()).components()) {
        count += RecordType.read(key, layer) instanceof Layer part ? of(part) : 0;
      }
    }
    return count;
  }
}
