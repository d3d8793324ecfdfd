package dev.nn.reference;

import dev.nn.api.backend.Backend;
import dev.nn.api.backend.BackendProvider;

/** Makes the backend {@code reference}; it runs everywhere and ignores the number of threads. */
public final class ReferenceBackendProvider implements BackendProvider {
  @Override
  public String name() {
    return ReferenceBackend.NAME;
  }

  @Override
  public Backend open(Options options) {
    return new ReferenceBackend();
  }
}
