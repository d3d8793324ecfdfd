package dev.nn.config;

import static dev.nn.config.registry.RegistryBinder.registryBinder;

import com.google.inject.AbstractModule;
import dev.nn.api.data.DataSource;
import dev.nn.config.registry.Kind;
import dev.nn.config.registry.RegistryBinder;
import dev.nn.config.registry.RegistryModule;
import dev.nn.data.DataSources;

/** Everything that reads configs, with the data sources and the plugins on the class path. */
public final class ConfigModule extends AbstractModule {
  @Override
  protected void configure() {
    install(RegistryModule.withInstalledPlugins());
    RegistryBinder<DataSource> sources = registryBinder(binder(), Kind.DATA);
    DataSources.all().forEach(sources::bind);
  }
}
