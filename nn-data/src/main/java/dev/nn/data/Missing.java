package dev.nn.data;

/** What stands in for an empty cell; fitted on the training part. */
public enum Missing {
  /** Nothing: an empty cell is an error. */
  ERROR,
  /** Numeric: the mean. Categorical: empty is a category of its own. */
  MEAN,
  /** Numeric: the median. Categorical: empty is a category of its own. */
  MEDIAN,
  /** Numeric or categorical: the value that occurs most often. */
  MOST_FREQUENT,
  /** Numeric: 0, before scaling. Categorical: empty is a category of its own. */
  ZERO
}
