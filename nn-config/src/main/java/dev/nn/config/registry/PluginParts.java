package dev.nn.config.registry;

import dev.nn.api.plugin.Plugin;
import java.util.List;

/**
 * What a plugin has registered.
 *
 * @param plugin its class
 * @param parts in the order in which it did
 */
public record PluginParts(Class<? extends Plugin> plugin, List<Registration<?>> parts) {
  /** Copies the list. */
  public PluginParts {
    parts = List.copyOf(parts);
  }
}
