package dev.nn.bench;

import java.util.List;

/**
 * What one contender did in one workload.
 *
 * @param workload name of the workload
 * @param contender name of the contender
 * @param description what ran, or why nothing did
 * @param absent the contender could not run this workload; the numbers below are then missing
 * @param lossBefore loss of the first batch under the initial weights
 * @param lossAfter the same after the workload's {@code checkedSteps}
 * @param rounds what was measured, in order
 * @param peakKib the most memory its process has had resident
 * @param firstStepSeconds from starting the process to the end of the first step
 * @param idleLoad processors kept busy by this contender while the others ran
 */
record Result(
    String workload,
    String contender,
    String description,
    boolean absent,
    Double lossBefore,
    Double lossAfter,
    List<Round> rounds,
    long peakKib,
    double firstStepSeconds,
    double idleLoad) {

  /**
   * One turn.
   *
   * @param nanosPerStep mean time of a step
   * @param steps steps in this turn
   * @param foreignLoad processors kept busy by all other processes of the machine meanwhile
   */
  record Round(double nanosPerStep, long steps, double foreignLoad) {}

  static Result absent(String workload, String contender, String reason) {
    return new Result(workload, contender, reason, true, null, null, List.of(), 0, 0, 0);
  }

  /** Steps per second: median over the rounds. */
  double stepsPerSecond() {
    return 1e9 / median(rounds.stream().map(Round::nanosPerStep).toList());
  }

  double slowest() {
    return 1e9 / rounds.stream().mapToDouble(Round::nanosPerStep).max().orElseThrow();
  }

  double fastest() {
    return 1e9 / rounds.stream().mapToDouble(Round::nanosPerStep).min().orElseThrow();
  }

  double foreignLoad() {
    return median(rounds.stream().map(Round::foreignLoad).toList());
  }

  /**
   * How many times as fast as the other: median of the ratios within a round, so that a disturbance
   * which lasts longer than a round hits both.
   */
  double speedRelativeTo(Result other) {
    List<Double> ratios = new java.util.ArrayList<>();
    for (int i = 0; i < Math.min(rounds.size(), other.rounds.size()); i++) {
      ratios.add(other.rounds.get(i).nanosPerStep() / rounds.get(i).nanosPerStep());
    }
    return median(ratios);
  }

  private static double median(List<Double> values) {
    double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
