package dev.nn.cli;

import dev.nn.api.backend.Diagnosis;
import dev.nn.config.registry.Kind;
import dev.nn.config.registry.PluginParts;
import dev.nn.config.registry.Registries;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The plugins on the class path and what they brought, as {@code nn doctor} sees them. */
final class PluginChecks {
  private PluginChecks() {}

  static List<Diagnosis> all(Registries registries) {
    return registries.plugins().stream()
        .map(plugin -> Diagnosis.ok("plugin " + plugin.plugin().getSimpleName(), found(plugin)))
        .toList();
  }

  private static String found(PluginParts plugin) {
    List<String> counts = new ArrayList<>();
    for (Kind<?> kind : Kind.ALL) {
      long count = plugin.parts().stream().filter(part -> part.kind() == kind).count();
      if (count > 0) {
        String several = kind == Kind.DATA ? "data sources" : kind.plural();
        counts.add(count + " " + (count == 1 ? kind.singular() : several));
      }
    }
    String version =
        Optional.ofNullable(plugin.plugin().getPackage().getImplementationVersion())
            .map(text -> " " + text)
            .orElse("");
    return jar(plugin.plugin())
        + version
        + ": "
        + (counts.isEmpty() ? "nothing" : String.join(", ", counts));
  }

  private static String jar(Class<?> plugin) {
    CodeSource source = plugin.getProtectionDomain().getCodeSource();
    return source == null ? "?" : Path.of(source.getLocation().getPath()).getFileName().toString();
  }
}
