package dev.nn.core.train;

import dev.nn.api.backend.Executable;
import dev.nn.api.tensor.Tensor;
import dev.nn.api.train.Metric;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Loss and metrics of one pass over a data set, gathered batch by batch. */
final class Evaluation {
  private record Measure(Objective objective, String name, Metric.Accumulator accumulator) {}

  private final List<Objective> objectives;
  private final List<Measure> measures = new ArrayList<>();
  private final Map<String, Double> partLosses = new LinkedHashMap<>();
  private double lossSum;
  private long examples;

  Evaluation(List<Objective> objectives) {
    this.objectives = objectives;
    for (Objective objective : objectives) {
      String prefix = objectives.size() > 1 ? objective.output() + "/" : "";
      objective
          .metrics()
          .forEach(
              (name, metric) ->
                  measures.add(new Measure(objective, prefix + name, metric.start())));
    }
  }

  /** Takes in what an executable has computed for a batch. */
  void add(Batch batch, Executable executable, double loss) {
    lossSum += loss * batch.count();
    examples += batch.count();
    if (objectives.size() > 1) {
      for (Objective objective : objectives) {
        String name = TrainingGraph.LOSS + "/" + objective.output();
        partLosses.merge(
            objective.output() + "/loss",
            executable.output(name).item() * batch.count(),
            Double::sum);
      }
    }
    if (measures.isEmpty()) {
      return;
    }
    Optional<Tensor> weights =
        batch.has(TrainingGraph.SAMPLE_WEIGHT)
            ? Optional.of(batch.copy(TrainingGraph.SAMPLE_WEIGHT))
            : Optional.empty();
    Map<String, Tensor> predictions = new LinkedHashMap<>();
    for (Measure measure : measures) {
      String output = TrainingGraph.OUTPUT + measure.objective().output();
      Tensor prediction =
          predictions.computeIfAbsent(output, name -> executable.output(name).read());
      Tensor target = batch.copy(TrainingGraph.TARGET + measure.objective().target());
      measure.accumulator().update(prediction, target, weights);
    }
  }

  /** Mean loss per example so far; NaN before the first batch. */
  double loss() {
    return lossSum / examples;
  }

  /** {@code loss}, the losses of several outputs, and every metric that is one number. */
  Map<String, Double> logs() {
    Map<String, Double> logs = new LinkedHashMap<>();
    logs.put("loss", loss());
    partLosses.forEach((name, sum) -> logs.put(name, sum / examples));
    results()
        .forEach(
            (name, value) -> {
              if (value.size() == 1) {
                logs.put(name, value.item());
              }
            });
    return logs;
  }

  /** Every metric, those with several numbers too. */
  Map<String, Tensor> results() {
    Map<String, Tensor> results = new LinkedHashMap<>();
    measures.forEach(measure -> results.put(measure.name(), measure.accumulator().result()));
    return results;
  }
}
