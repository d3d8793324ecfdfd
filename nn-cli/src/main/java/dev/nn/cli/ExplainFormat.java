package dev.nn.cli;

/** How an explanation is written. */
enum ExplainFormat {
  TEXT,
  HTML,
  JSON
}
