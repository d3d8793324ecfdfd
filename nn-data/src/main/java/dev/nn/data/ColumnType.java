package dev.nn.data;

/** How the cells of a column are read. */
public enum ColumnType {
  /** Finite decimal numbers. */
  NUMERIC,
  /** Texts (or codes) without order. */
  CATEGORICAL,
  /** Free text: an input of its own, of Unicode code points. Never inferred. */
  TEXT
}
