package dev.nn.config.problem;

/** How much a problem matters. */
public enum Severity {
  /** Nothing can be done with the config. */
  ERROR,

  /** The config works, but probably not as meant. */
  WARNING;

  /** As printed: {@code error}. */
  public String word() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }
}
