package dev.nn.api.train;

/** How the costs of a batch become one number. */
public enum LossReduction {
  /** Their sum, weighted by sample, divided by their number. */
  SUM_OVER_BATCH_SIZE,
  /** Their sum, weighted by sample. */
  SUM,
  /** Their sum, weighted by sample, divided by the sum of the weights. */
  MEAN_WITH_SAMPLE_WEIGHT
}
