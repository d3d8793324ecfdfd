package dev.nn.config;

import dev.nn.api.graph.Value;
import dev.nn.api.op.Input;
import dev.nn.api.tensor.DataType;
import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.ShapeException;
import dev.nn.api.tensor.Tensor;
import dev.nn.api.tensor.TensorType;
import dev.nn.config.problem.Problem;
import dev.nn.config.problem.Problems;
import dev.nn.config.spec.OutputSpec;
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
                  places.layer(output.layer()),
                  "layer '%s' %s: the loss cannot compare them".formatted(output.layer(), both))
              .noting("the loss is at " + places.output(output.layer(), "loss"));
      boolean deep = prediction.shape().rank() > Math.max(2, type.shape().rank());
      problems.add(deep ? problem.helping("put a flatten layer before it") : problem);
      return;
    }
    Tensor zeros = Tensor.zeros(new TensorType(DataType.FLOAT32, prediction.shape()));
    output
        .metrics()
        .forEach(
            (name, metric) -> {
              try {
                metric.start().update(zeros, Tensor.zeros(type), Optional.empty());
              } catch (ShapeException e) {
                problems.add(
                    Problem.at(
                        places.output(output.layer(), "metrics").of(name),
                        "metric '%s' cannot measure layer '%s', which %s"
                            .formatted(name, output.layer(), both)));
              }
            });
  }
}
