package dev.nn.cli.init;

import java.util.List;

/**
 * Sizes that go by the number of rows and inputs.
 *
 * @param validation fraction
 * @param test fraction
 * @param hidden units of each hidden layer
 * @param dropout after each of them
 * @param batchSize examples per step
 * @param epochs at most
 * @param patience epochs without improvement before training stops
 * @param learningRate of Adam
 */
record Plan(
    double validation,
    double test,
    List<Integer> hidden,
    double dropout,
    int batchSize,
    int epochs,
    int patience,
    double learningRate) {
  /** With fewer rows there is nothing to learn from and to test on. */
  static final int FEWEST_ROWS = 10;

  Plan {
    hidden = List.copyOf(hidden);
  }

  /**
   * @param inputs of numbers and categories
   * @param reads whether words are inputs besides
   */
  static Plan of(int rows, int inputs, boolean reads) {
    double part = rows < 300 ? 0.2 : rows < 20_000 ? 0.15 : rows < 200_000 ? 0.1 : 0.05;
    int width = power(Math.max(reads ? 32 : 16, Math.min(inputs, 512)));
    List<Integer> hidden =
        rows < 2_000
            ? List.of(Math.min(width, 32))
            : rows < 20_000
                ? List.of(Math.min(width, 64), 32)
                : List.of(Math.max(64, Math.min(width, 256)), 64);
    int batch = rows < 2_000 ? 16 : rows < 10_000 ? 32 : rows < 50_000 ? 64 : 256;
    // With thousands of words a few epochs know them all; steps are smaller, so as to stop in time.
    int epochs = reads ? 40 : rows < 20_000 ? 200 : rows < 200_000 ? 60 : 20;
    return new Plan(
        part,
        part,
        hidden,
        reads ? 0.4 : rows < 20_000 ? 0.2 : 0.1,
        batch,
        epochs,
        Math.max(5, epochs / 10),
        reads || rows >= 20_000 ? 0.001 : 0.003);
  }

  double train() {
    return Math.rint(100 * (1 - validation - test)) / 100;
  }

  /** The next power of two. */
  private static int power(int size) {
    return Integer.highestOneBit(2 * size - 1);
  }
}
