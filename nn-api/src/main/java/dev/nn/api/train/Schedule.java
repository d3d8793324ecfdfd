package dev.nn.api.train;

/** A learning rate that changes with the step. */
@FunctionalInterface
public interface Schedule {
  /** η at a step, counted from 0. */
  double at(long step);
}
