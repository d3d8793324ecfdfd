package dev.nn.cli;

/** How an explanation is written. */
enum ExplainFormat {
  TEXT,
  LATEX,
  MARKDOWN,
  HTML,
  JSON;

  /** Whether it follows the examples through several steps, and always shows all layers. */
  boolean isRecording() {
    return this == HTML || this == JSON;
  }
}
