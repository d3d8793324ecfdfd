package dev.nn.testkit.golden;

import dev.nn.api.tensor.DataType;
import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.Tensor;
import dev.nn.api.train.Metric;
import dev.nn.api.train.Schedule;
import java.util.Arrays;
import java.util.Optional;

/** Schedules and metrics, which no backend runs. */
final class GoldenHostSide {
  private GoldenHostSide() {}

  /** Always in float64, whatever the check's arithmetic. */
  static void checkSchedule(GoldenCheck check) {
    Schedule schedule = check.make(Schedule.class);
    double[] rates =
        Arrays.stream(check.golden().numbers("steps"))
            .map(step -> schedule.at((long) step))
            .toArray();
    double[] expected = check.golden().numbers("values");
    check.compare(
        "rates",
        Tensor.of(Shape.of(expected.length), expected),
        Tensor.of(Shape.of(rates.length), rates));
  }

  /** In one batch, and again in two. */
  static void checkMetric(GoldenCheck check) {
    Metric metric = check.make(Metric.class);
    Tensor predictions = check.cast(check.golden().tensor("predictions"));
    Tensor targets = check.cast(check.golden().tensor("targets"));
    Optional<Tensor> weights = check.golden().maybeTensor("sample_weight").map(check::cast);
    Metric.Accumulator whole = metric.start();
    whole.update(predictions, targets, weights);
    compare(check, "result", whole.result());
    int examples = predictions.shape().size(0);
    int first = examples / 3;
    Metric.Accumulator parts = metric.start();
    for (int[] part : new int[][] {{0, first}, {first, examples - first}}) {
      parts.update(
          predictions.rows(part[0], part[1]),
          targets.rows(part[0], part[1]),
          weights.map(w -> w.rows(part[0], part[1])));
    }
    compare(check, "result of two batches", parts.result());
  }

  private static void compare(GoldenCheck check, String what, Tensor result) {
    double[] expected = check.golden().numbers("value");
    Tensor flat = result.cast(DataType.FLOAT64).reshape(Shape.of(result.size()));
    check.compare(what, Tensor.of(Shape.of(expected.length), expected), flat);
  }
}
