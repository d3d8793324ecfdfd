package dev.nn.cli;

import dev.nn.api.backend.BackendProvider;
import dev.nn.config.problem.NearestName;
import dev.nn.config.registry.Backends;

/** Backends named on the command line. */
final class BackendNames {
  private BackendNames() {}

  /**
   * The backend of a name or alias, not yet started.
   *
   * @throws UsageException if there is none, with the nearest name or all of them
   */
  static BackendProvider find(Backends backends, String name) {
    return backends
        .find(name)
        .orElseThrow(
            () ->
                new UsageException(
                    "the backend '" + name + "' is not on the class path",
                    NearestName.of(name, backends.names())
                        .map(near -> "did you mean '" + near + "'?")
                        .orElse("one of: " + String.join(", ", backends.names()))));
  }
}
