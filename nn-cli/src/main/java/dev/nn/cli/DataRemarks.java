package dev.nn.cli;

import dev.nn.api.data.PreparedData;
import dev.nn.api.graph.GraphBuilder;
import dev.nn.api.graph.Value;
import dev.nn.api.tensor.Shape;
import dev.nn.api.train.Metric;
import dev.nn.config.Assembly;
import dev.nn.config.Experiment;
import dev.nn.config.registry.Kind;
import dev.nn.config.registry.Registries;
import dev.nn.core.network.NetworkWriter;
import dev.nn.core.network.Repetition;
import dev.nn.core.train.Objective;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What the data decide of a config, as remarks on its keys: shapes, classes, logits or not. */
final class DataRemarks {
  /** Any size; two, so that it is not taken for a single row. */
  private static final int BATCH = 2;

  private final Registries registries;
  private final Map<String, String> remarks = new LinkedHashMap<>();

  private DataRemarks(Registries registries) {
    this.registries = registries;
  }

  /** Remarks by path of the key. */
  static Map<String, String> of(Experiment experiment, Registries registries) {
    PreparedData data = experiment.loadData();
    return new DataRemarks(registries).collect(experiment, data, experiment.assemble(data));
  }

  private Map<String, String> collect(Experiment experiment, PreparedData data, Assembly assembly) {
    remarks.put("data", data(data));
    NetworkWriter.Forward forward =
        new NetworkWriter(new GraphBuilder(), experiment.spec().train().dtype().dataType(), false)
            .write(assembly.network(), BATCH);
    forward.outputs().forEach((path, value) -> shape(path, value.shape()));
    int number = 0;
    for (Objective objective : assembly.objectives()) {
      String at = "model.outputs." + number++ + ".";
      Value output = forward.values().get(objective.output());
      LossReading.logits(objective.loss(), output)
          .ifPresent(
              logits -> remarks.put(at + "loss", "takes " + (logits ? "logits" : "probabilities")));
      Shape target = data.train().targets().get(objective.target()).shape();
      metrics(objective, output.shape(), target)
          .ifPresent(remark -> remarks.put(at + "metrics", remark));
    }
    if (number == 1) { // Then they may stand at the top.
      for (String key : List.of("loss", "metrics")) {
        Optional.ofNullable(remarks.get("model.outputs.0." + key))
            .ifPresent(remark -> remarks.put(key, remark));
      }
    }
    return remarks;
  }

  private static String data(PreparedData data) {
    List<String> parts = new ArrayList<>();
    parts.add(Numbers.count(data.train().size()) + " training examples");
    data.classes()
        .forEach(
            (target, classes) -> {
              String of = data.classes().size() > 1 ? " of " + target : "";
              String named =
                  classes.size() > 6
                      ? classes.get(0) + " … " + classes.get(classes.size() - 1)
                      : String.join(", ", classes);
              parts.add(
                  classes.size() + " classes" + of + ": " + named.replaceAll("\\p{Cntrl}", "?"));
            });
    return String.join("; ", parts);
  }

  /** Of repetitions, which are written once, the first. */
  private void shape(String path, Shape shape) {
    String written =
        path.replaceAll("/" + Repetition.NAME + "1(?=/|$)", "").replace("/", ".layers.");
    String sizes =
        shape.withoutBatch().toList().stream().map(n -> ", " + n).collect(Collectors.joining());
    remarks.putIfAbsent("model.layers." + written, "[batch" + sizes + "]");
  }

  private Optional<String> metrics(Objective objective, Shape output, Shape target) {
    List<String> resolved = new ArrayList<>();
    objective
        .metrics()
        .forEach(
            (name, metric) -> {
              Metric particular = metric.resolve(output, target);
              if (!particular.equals(metric)) {
                registries
                    .of(Kind.METRIC)
                    .of(particular)
                    .ifPresent(found -> resolved.add(name + " is " + found.name()));
              }
            });
    return resolved.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", resolved));
  }
}
