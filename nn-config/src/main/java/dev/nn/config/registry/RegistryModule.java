package dev.nn.config.registry;

import com.google.inject.AbstractModule;
import com.google.inject.Singleton;
import com.google.inject.TypeLiteral;
import com.google.inject.multibindings.Multibinder;
import dev.nn.api.backend.BackendProvider;
import dev.nn.api.plugin.Plugin;
import dev.nn.api.plugin.Registrar;
import dev.nn.core.StandardPlugin;
import dev.nn.data.DataSources;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;

/**
 * Binds the registries and what plugins put into them. Applications add to them by {@link
 * RegistryBinder}.
 */
public final class RegistryModule extends AbstractModule {
  private final List<Plugin> plugins;

  /** With given plugins only. */
  public RegistryModule(List<Plugin> plugins) {
    this.plugins = List.copyOf(plugins);
  }

  /** With the plugins on the class path, among them nn's own. */
  public static RegistryModule withInstalledPlugins() {
    return new RegistryModule(installed());
  }

  /** The plugins on the class path. */
  static List<Plugin> installed() {
    List<Plugin> plugins = new ArrayList<>();
    ServiceLoader.load(Plugin.class).forEach(plugins::add);
    return plugins;
  }

  @Override
  protected void configure() {
    RegistryBinder.boundParts(binder());
    Multibinder.newSetBinder(binder(), BackendProvider.class);
    bind(Registries.class).in(Singleton.class);
    // Not one binding for each part: that is what reading a small config would spend its time on.
    bind(new TypeLiteral<List<PluginParts>>() {}).toInstance(partsOf(plugins));
  }

  /** What plugins register. */
  static List<PluginParts> partsOf(List<Plugin> plugins) {
    return plugins.stream().map(RegistryModule::partsOf).toList();
  }

  private static PluginParts partsOf(Plugin plugin) {
    // What comes with nn has been looked at by a test.
    boolean trusted = plugin instanceof StandardPlugin || plugin instanceof DataSources;
    List<Registration<?>> parts = new ArrayList<>();
    plugin.register(
        new Registrar() {
          @Override
          public <T> void add(Class<T> type, Class<? extends T> record) {
            Kind<T> kind = Kind.of(type);
            parts.add(trusted ? Registration.trusted(kind, record) : Registration.of(kind, record));
          }
        });
    return new PluginParts(plugin.getClass(), parts);
  }
}
