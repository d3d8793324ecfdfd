package dev.nn.reference;

import dev.nn.api.backend.Backend;
import dev.nn.api.backend.BackendProvider;
import dev.nn.api.backend.OpSupport;
import java.util.Optional;

/** Makes the backend {@code reference}; it runs everywhere and ignores the number of threads. */
public final class ReferenceBackendProvider implements BackendProvider {
  @Override
  public String name() {
    return ReferenceBackend.NAME;
  }

  @Override
  public Optional<OpSupport> support() {
    return Optional.of((op, inputs) -> KernelTable.supports(op));
  }

  @Override
  public Backend open(Options options) {
    return new ReferenceBackend();
  }
}
