package dev.nn.config.registry;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.inject.CreationException;
import com.google.inject.Guice;
import dev.nn.api.graph.Value;
import dev.nn.api.layer.Layer;
import dev.nn.api.layer.LayerScope;
import dev.nn.api.plugin.Plugin;
import dev.nn.api.plugin.Registrar;
import dev.nn.api.spec.Type;
import dev.nn.core.StandardPlugin;
import dev.nn.data.DataSources;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What plugins bring. */
class PluginsTest {
  @Type("odd")
  record Odd(Thread keys) implements Layer {
    @Override
    public Value apply(LayerScope scope, Value x) {
      return x;
    }
  }

  @Type("twice")
  record Twice() implements Layer {
    @Override
    public Value apply(LayerScope scope, Value x) {
      return x.add(x);
    }
  }

  static final class Layers implements Plugin {
    @Override
    public void register(Registrar registrar) {
      registrar.add(Layer.class, Twice.class);
    }
  }

  @Test
  void all_that_comes_with_nn_has_keys_that_a_config_can_express() {
    Registries registries =
        Guice.createInjector(RegistryModule.withInstalledPlugins()).getInstance(Registries.class);
    int parts = 0;
    for (PluginParts plugin : registries.plugins()) {
      for (Registration<?> part : plugin.parts()) {
        assertDoesNotThrow(part::keys, part.toString());
        parts++;
      }
    }
    assertTrue(parts > 200, parts + " parts");
    assertEquals(
        List.of(StandardPlugin.class, DataSources.class),
        registries.plugins().stream()
            .map(PluginParts::plugin)
            .sorted((a, b) -> a.getName().compareTo(b.getName()))
            .toList());
  }

  @Test
  void the_keys_of_another_plugins_parts_are_looked_at_when_it_is_loaded() {
    Plugin plugin = registrar -> registrar.add(Layer.class, Odd.class);
    CreationException e =
        assertThrows(
            CreationException.class,
            () -> Guice.createInjector(new RegistryModule(List.of(plugin))));
    assertTrue(
        e.getMessage().contains("'keys': no config can express the type Thread"), e.getMessage());
  }

  @Test
  void the_registries_know_which_plugin_brought_what() {
    Registries registries =
        Guice.createInjector(new RegistryModule(List.of(new Layers())))
            .getInstance(Registries.class);
    PluginParts found = registries.plugins().get(0);
    assertEquals(Layers.class, found.plugin());
    assertEquals("[layer twice]", found.parts().toString());
    assertEquals(found.parts().get(0), registries.of(Kind.LAYER).find("twice").orElseThrow());
  }
}
