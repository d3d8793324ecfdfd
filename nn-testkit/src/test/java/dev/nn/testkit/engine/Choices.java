package dev.nn.testkit.engine;

import java.util.List;

/** Decisions read off a list, so that a shorter list of smaller numbers makes a simpler graph. */
final class Choices {
  private final List<Integer> numbers;
  private int next;

  Choices(List<Integer> numbers) {
    this.numbers = numbers;
  }

  /** Whether there are decisions left; without any, all further ones are 0. */
  boolean hasMore() {
    return next < numbers.size();
  }

  /** A number from 0 to {@code below} − 1. */
  int below(int below) {
    return hasMore() ? numbers.get(next++) % below : 0;
  }

  <T> T of(List<T> candidates) {
    return candidates.get(below(candidates.size()));
  }
}
