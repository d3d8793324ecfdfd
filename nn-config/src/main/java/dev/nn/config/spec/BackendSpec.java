package dev.nn.config.spec;

import dev.nn.api.backend.BackendProvider;
import dev.nn.api.spec.Default;
import dev.nn.api.spec.Doc;
import dev.nn.api.spec.Range;

/**
 * What computes.
 *
 * @param type name of the backend
 * @param threads number of threads; 0 for as many as there are processors
 */
public record BackendSpec(
    @Doc("Name of the backend") @Default("nd4j") String type,
    @Doc("Number of threads; 0: one per processor") @Default("0") @Range(min = 0) int threads) {
  /** ND4J with a thread per processor. */
  public static final BackendSpec DEFAULT = new BackendSpec("nd4j", 0);

  /** For the provider. */
  public BackendProvider.Options options() {
    return new BackendProvider.Options(threads);
  }
}
