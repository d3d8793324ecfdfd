package dev.nn.cli.init;

/** What is to be learned of a column. */
public enum Task {
  /** Which of its values a row has. */
  CLASSIFICATION,
  /** Its number. */
  REGRESSION;

  @Override
  public String toString() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }
}
