package dev.nn.core.train;

/**
 * How long and in what portions.
 *
 * @param epochs passes over the training data, ≥ 1
 * @param batchSize examples per step, ≥ 1; the last batch of an epoch may be smaller
 * @param shuffle whether each epoch has another order, decided by the seed
 * @param seed of the order of examples and of random layers
 */
public record TrainingOptions(int epochs, int batchSize, boolean shuffle, long seed) {}
