package dev.nn.config.registry;

import com.google.inject.AbstractModule;
import com.google.inject.Singleton;
import com.google.inject.multibindings.Multibinder;
import dev.nn.api.backend.BackendProvider;
import dev.nn.api.plugin.Plugin;
import dev.nn.api.plugin.Registrar;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.StreamSupport;

/** Binds the registries and what plugins put into them. */
public final class RegistryModule extends AbstractModule {
  private final List<Plugin> plugins;

  /** With given plugins only. */
  public RegistryModule(List<Plugin> plugins) {
    this.plugins = List.copyOf(plugins);
  }

  /** With the plugins on the class path. */
  public static RegistryModule withInstalledPlugins() {
    return new RegistryModule(
        StreamSupport.stream(ServiceLoader.load(Plugin.class).spliterator(), false).toList());
  }

  @Override
  protected void configure() {
    Kind.ALL.forEach(kind -> RegistryBinder.registryBinder(binder(), kind));
    Multibinder.newSetBinder(binder(), BackendProvider.class);
    bind(Registries.class).in(Singleton.class);
    plugins.forEach(plugin -> plugin.register(new BindingRegistrar()));
  }

  /** Hands registrations on to Guice. */
  private final class BindingRegistrar implements Registrar {
    @Override
    public <T> void add(Class<T> type, Class<? extends T> record) {
      Kind<?> kind =
          Kind.ALL.stream()
              .filter(each -> each.type() == type)
              .findFirst()
              .orElseThrow(
                  () ->
                      new IllegalArgumentException(
                          type.getName() + " is not a kind of thing that a config can name"));
      add(kind, record);
    }

    private <K> void add(Kind<K> kind, Class<?> record) {
      RegistryBinder.registryBinder(binder(), kind).bind(record.asSubclass(kind.type()));
    }
  }
}
