package dev.nn.config;

import dev.nn.api.graph.Value;
import dev.nn.api.op.Input;
import dev.nn.api.tensor.DataType;
import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.ShapeException;
import dev.nn.api.tensor.Tensor;
import dev.nn.api.tensor.TensorType;
import dev.nn.api.train.Metric;
import dev.nn.config.problem.Code;
import dev.nn.config.problem.Problem;
import dev.nn.config.problem.Problems;
import dev.nn.config.spec.OutputSpec;
import java.util.Arrays;
import java.util.Optional;

/** Whether loss and metrics can compare an output with its target; tried on shapes and zeros. */
final class OutputChecks {
  private final Places places;
  private final Problems problems;

  OutputChecks(Places places, Problems problems) {
    this.places = places;
    this.problems = problems;
  }

  /**
   * @param prediction in a graph that is thrown away afterwards
   * @param target of the data, any number of examples
   */
  void check(OutputSpec output, Value prediction, Tensor target) {
    Shape shape = target.shape().withoutBatch();
    String both =
        "makes %s of an example, where the target is %s"
            .formatted(prediction.shape().withoutBatch(), shape.rank() == 0 ? "one value" : shape);
    TensorType type =
        new TensorType(
            target.dtype().isFloating() ? prediction.dtype() : target.dtype(),
            shape.withBatch(prediction.shape().size(0)));
    try {
      output.loss().apply(prediction, prediction.builder().emit(new Input("target", type)));
    } catch (ShapeException e) {
      Problem problem =
          Problem.at(
                  Code.LOSS_DOES_NOT_FIT,
                  places.layer(output.layer()),
                  "layer '%s' %s: the loss cannot compare them".formatted(output.layer(), both))
              .noting("this is the loss", places.output(output.layer(), "loss"));
      boolean deep = prediction.shape().rank() > Math.max(2, type.shape().rank());
      problems.add(deep ? problem.helping("put a flatten layer before it") : problem);
      return;
    }
    Tensor zeros = Tensor.zeros(new TensorType(DataType.FLOAT32, prediction.shape()));
    output
        .metrics()
        .forEach(
            (name, metric) -> {
              checkReads(output, name, metric, prediction, target);
              try {
                metric.start().update(zeros, Tensor.zeros(type), Optional.empty());
              } catch (ShapeException e) {
                problems.add(
                    Problem.at(
                            Code.METRIC_DOES_NOT_FIT,
                            places.output(output.layer(), "metrics").of(name),
                            "metric '%s' cannot measure layer '%s', which %s"
                                .formatted(name, output.layer(), both))
                        .helping(
                            "classes are measured by metrics such as accuracy and f1_score, numbers"
                                + " by mean_absolute_error and r2_score"));
              }
            });
  }

  /** A metric that would be computed, but mean nothing. */
  private void checkReads(
      OutputSpec output, String name, Metric metric, Value prediction, Tensor target) {
    Metric.Reads reads = metric.reads(prediction.shape());
    if (reads == Metric.Reads.PROBABILITIES && output.loss().readsLogits(prediction)) {
      problems.add(
          Problem.at(
                  Code.METRIC_READS_LOGITS,
                  places.output(output.layer(), "metrics").of(name),
                  "metric '%s' needs probabilities, and layer '%s' makes logits"
                      .formatted(name, output.layer()))
              .helping(
                  "give the layer 'activation: sigmoid' (for one class of several: softmax), which"
                      + " the loss sees through; or let the metric read logits, where it has"
                      + " 'from_logits' or a 'threshold'"));
    }
    boolean column = target.shape().rank() < 2 || target.shape().size(-1) == 1;
    if (reads != Metric.Reads.NUMBERS && column && target.dtype().isFloating()) {
      Arrays.stream(target.toDoubles())
          .filter(value -> value != 0 && value != 1)
          .findFirst()
          .ifPresent(
              value ->
                  problems.add(
                      Problem.at(
                              Code.METRIC_OF_CLASSES,
                              places.output(output.layer(), "metrics").of(name),
                              "metric '%s' compares classes, 0 and 1, and the target has values such as %s"
                                  .formatted(name, value))
                          .helping("measure values by mean_absolute_error or r2_score")));
    }
  }
}
