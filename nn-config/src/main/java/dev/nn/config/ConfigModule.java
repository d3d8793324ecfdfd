package dev.nn.config;

import com.google.inject.AbstractModule;
import dev.nn.config.registry.RegistryModule;

/** Everything that reads configs, with the plugins on the class path, nn's own among them. */
public final class ConfigModule extends AbstractModule {
  @Override
  protected void configure() {
    install(RegistryModule.withInstalledPlugins());
  }
}
