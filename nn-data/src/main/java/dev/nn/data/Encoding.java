package dev.nn.data;

/** How a categorical feature becomes numbers. Categories are those of the training part, sorted. */
public enum Encoding {
  /**
   * One input per category: 1 for the example's own, 0 elsewhere; all 0 for one never seen in
   * training.
   */
  ONE_HOT,
  /**
   * One input: the category's number from 1 up, as an embedding takes it; 0 for one never seen in
   * training.
   */
  INDEX
}
