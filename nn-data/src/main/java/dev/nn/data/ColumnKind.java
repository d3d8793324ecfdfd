package dev.nn.data;

/** What a column of a delimited file seems to hold. */
public enum ColumnKind {
  /** Nothing: every cell is missing. */
  EMPTY,
  /** One value in every row. */
  CONSTANT,
  /** Numbers that something can be learned from. */
  NUMBER,
  /** Texts of which each occurs often enough to learn from. */
  CATEGORY,
  /** Dates or times. */
  DATE,
  /** A number of the row: another value in each, by which rows are told apart or counted. */
  IDENTIFIER,
  /** Short texts, most of which occur once or twice: names, codes. */
  NAME,
  /** Texts of several words. */
  TEXT,
  /** Numbers with a comma for the point. */
  DECIMAL_COMMA
}
