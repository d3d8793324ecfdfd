package dev.nn.config.registry;

import com.google.inject.Binder;
import dev.nn.api.layer.Layer;

/**
 * Adds layers; {@link RegistryBinder} does the same for every kind.
 *
 * <pre>{@code
 * layerBinder(binder()).bind(ScaledSwish.class);
 * }</pre>
 */
public final class LayerBinder {
  private LayerBinder() {}

  /** For layers. */
  public static RegistryBinder<Layer> layerBinder(Binder binder) {
    return RegistryBinder.registryBinder(binder, Kind.LAYER);
  }
}
