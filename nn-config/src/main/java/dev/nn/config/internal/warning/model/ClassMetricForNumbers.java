package dev.nn.config.internal.warning.model;

import dev.nn.api.tensor.Shape;
import dev.nn.api.train.Metric;
import dev.nn.config.internal.check.ConfigCheck;
import dev.nn.config.internal.check.Ending;
import dev.nn.config.internal.check.Losses;
import dev.nn.config.internal.check.Setup;
import dev.nn.config.problem.Code;
import dev.nn.config.problem.Problem;
import dev.nn.config.registry.Kind;
import dev.nn.config.spec.OutputSpec;
import java.util.function.Consumer;

/** A metric of classes, such as accuracy, beside a loss for numbers. */
public final class ClassMetricForNumbers implements ConfigCheck {
  /** One number for each example; what a metric reads does not depend on how many examples. */
  private static final Shape COLUMN = Shape.of(2, 1);

  @Override
  public void check(Setup setup, Consumer<Problem> found) {
    for (OutputSpec output : setup.outputs()) {
      // With probabilities, the loss is what is wrong: see NumbersForClasses.
      boolean probabilities = setup.ending(output).filter(Ending::makesProbabilities).isPresent();
      if (!Losses.isForNumbers(output.loss()) || probabilities) {
        continue;
      }
      output
          .metrics()
          .forEach(
              (name, metric) -> {
                if (metric.reads(COLUMN) != Metric.Reads.NUMBERS) {
                  found.accept(
                      Problem.at(
                              Code.CLASS_METRIC_FOR_NUMBERS,
                              setup.where().output(output.layer(), "metrics").of(name),
                              "metric '%s' compares classes, and %s is a loss for numbers"
                                  .formatted(name, setup.name(Kind.LOSS, output.loss())))
                          .helping(
                              "measure numbers by mean_absolute_error or r2_score; for classes use"
                                  + " a loss such as binary_crossentropy"));
                }
              });
    }
  }
}
