package dev.nn.api.backend;

/**
 * Makes a backend; found by {@link java.util.ServiceLoader} and named in configs: {@code backend:
 * nd4j}.
 */
public interface BackendProvider {
  /** The name in configs. */
  String name();

  /** Other accepted names. */
  default java.util.List<String> aliases() {
    return java.util.List.of();
  }

  /**
   * Starts the backend.
   *
   * @throws BackendException if it cannot run on this machine, saying why
   */
  Backend open(Options options);

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
