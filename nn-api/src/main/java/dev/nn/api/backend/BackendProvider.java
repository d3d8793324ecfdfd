package dev.nn.api.backend;

import java.util.List;
import java.util.Optional;

/**
 * Makes a backend; found by {@link java.util.ServiceLoader} and named in configs: {@code backend:
 * nd4j}.
 */
public interface BackendProvider {
  /** The name in configs. */
  String name();

  /** Other accepted names. */
  default List<String> aliases() {
    return List.of();
  }

  /**
   * What its backends can run, known without starting one, so that a plan can be looked at where
   * nothing is to be computed; empty if only a started backend knows.
   */
  default Optional<OpSupport> support() {
    return Optional.empty();
  }

  /**
   * Starts the backend.
   *
   * @throws BackendException if it cannot run on this machine, saying why
   */
  Backend open(Options options);

  /**
   * Looks at what it needs of this machine: libraries, folders, limits. May load libraries; what is
   * wrong is among the results, not thrown.
   */
  default List<Diagnosis> diagnose() {
    return List.of();
  }

  /**
   * Settings that every backend understands.
   *
   * @param threads number of threads; 0 for as many as there are processors
   */
  record Options(int threads) {
    /** As many threads as processors. */
    public static final Options DEFAULT = new Options(0);
  }
}
