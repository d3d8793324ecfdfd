package dev.nn.core.train;

import dev.nn.api.backend.Executable;
import dev.nn.api.tensor.Tensor;
import dev.nn.api.train.Metric;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Loss and metrics of one pass over a data set, gathered batch by batch. */
final class Evaluation {
  private record Measure(
      Objective objective, String name, Metric metric, Metric.Accumulator accumulator) {}

  private final List<Objective> objectives;
  private final Set<String> masks;
  private final List<Measure> measures = new ArrayList<>();
  private final Map<String, Double> partLosses = new LinkedHashMap<>();
  private double lossSum;
  private long examples;

  /**
   * @param masks names of the outputs that are there and say what counts
   */
  Evaluation(List<Objective> objectives, Set<String> masks) {
    this.objectives = objectives;
    this.masks = masks;
    for (Objective objective : objectives) {
      String prefix = objectives.size() > 1 ? objective.output() + "/" : "";
      objective
          .metrics()
          .forEach(
              (name, metric) ->
                  measures.add(new Measure(objective, prefix + name, metric, metric.start())));
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
    Map<String, Optional<Tensor>> weighed = new HashMap<>();
    for (Measure measure : measures) {
      String output = TrainingGraph.OUTPUT + measure.objective().output();
      Tensor prediction =
          predictions.computeIfAbsent(output, name -> executable.output(name).read());
      Tensor target = batch.copy(TrainingGraph.TARGET + measure.objective().target());
      Optional<Tensor> counts =
          weighed.computeIfAbsent(
              measure.objective().output(), name -> weights(name, executable, weights));
      measure.accumulator().update(prediction, target, counts);
    }
  }

  /** Weights of an output's examples, or of their parts if a mask says which of them count. */
  private Optional<Tensor> weights(
      String output, Executable executable, Optional<Tensor> sampleWeights) {
    String name = TrainingGraph.MASK + output;
    if (!masks.contains(name)) {
      return sampleWeights;
    }
    Tensor mask = executable.output(name).read();
    double[] counts = mask.toDoubles();
    sampleWeights.ifPresent(
        weights -> {
          int parts = counts.length / weights.size();
          for (int i = 0; i < counts.length; i++) {
            counts[i] *= weights.get(i / parts);
          }
        });
    return Optional.of(Tensor.of(mask.shape(), counts));
  }

  /** Mean loss per example so far; NaN before the first batch. */
  double loss() {
    return lossSum / examples;
  }

  /**
   * {@code loss}, the losses of several outputs, and every metric that one number can stand for.
   */
  Map<String, Double> logs() {
    Map<String, Double> logs = new LinkedHashMap<>();
    logs.put("loss", loss());
    partLosses.forEach((name, sum) -> logs.put(name, sum / examples));
    measures.forEach(
        measure ->
            measure.accumulator().summary().ifPresent(value -> logs.put(measure.name(), value)));
    return logs;
  }

  /** Whether a number of the {@link #logs} is the better the greater it is; empty if it is none. */
  Optional<Boolean> greaterIsBetter(String log) {
    if (log.equals("loss") || partLosses.containsKey(log)) {
      return Optional.of(false);
    }
    return measures.stream()
        .filter(measure -> measure.name().equals(log))
        .map(measure -> measure.metric().greaterIsBetter())
        .findFirst();
  }

  /** Every metric, those with several numbers too. */
  Map<String, Tensor> results() {
    Map<String, Tensor> results = new LinkedHashMap<>();
    measures.forEach(measure -> results.put(measure.name(), measure.accumulator().result()));
    return results;
  }

  /** Names of the columns of those metrics that are tables by class. */
  Map<String, List<String>> columns() {
    Map<String, List<String>> columns = new LinkedHashMap<>();
    for (Measure measure : measures) {
      if (!measure.metric().columns().isEmpty()) {
        columns.put(measure.name(), measure.metric().columns());
      }
    }
    return columns;
  }
}
