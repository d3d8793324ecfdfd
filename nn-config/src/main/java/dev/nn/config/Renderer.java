package dev.nn.config;

import dev.nn.api.train.Metric;
import dev.nn.config.internal.bind.RecordWriter;
import dev.nn.config.problem.Code;
import dev.nn.config.registry.Kind;
import dev.nn.config.registry.Registries;
import dev.nn.config.spec.ExperimentSpec;
import dev.nn.config.spec.InputSpec;
import dev.nn.config.spec.ModelSpec;
import dev.nn.config.spec.OutputSpec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Writes a spec as a config: everything resolved, every default filled in, every key under its
 * canonical name. Read again, it gives an equal spec.
 */
public final class Renderer {
  private final Registries registries;

  /** For parts that these registries know. */
  public Renderer(Registries registries) {
    this.registries = registries;
  }

  /** A config for the folder of the one that the spec was read from. */
  public String render(ExperimentSpec spec) {
    return render(spec, UnaryOperator.identity());
  }

  /**
   * A config for another folder.
   *
   * @param base the folder of the config that the spec was read from
   * @param folder the folder that the new one will be in
   */
  public String render(ExperimentSpec spec, Path base, Path folder) {
    Path from = base.toAbsolutePath().normalize();
    Path to = folder.toAbsolutePath().normalize();
    return render(
        spec, path -> path.isAbsolute() ? path : to.relativize(from.resolve(path).normalize()));
  }

  private String render(ExperimentSpec spec, UnaryOperator<Path> paths) {
    RecordWriter writer = new RecordWriter(registries, paths);
    Map<String, Object> root = new LinkedHashMap<>();
    root.put("version", spec.version());
    root.put("name", spec.name());
    root.put("seed", spec.seed());
    root.put("data", writer.part(Kind.DATA, spec.data()));
    root.put("model", model(spec.model(), writer));
    if (isSimple(spec.model())) {
      OutputSpec output = spec.model().outputs().get(0);
      root.put("loss", writer.part(Kind.LOSS, output.loss()));
      root.put("metrics", metrics(output.metrics(), writer));
    }
    root.put("optimizer", writer.part(Kind.OPTIMIZER, spec.optimizer()));
    Map<String, Object> train = writer.record(spec.train());
    spec.classWeight().ifPresent(weight -> train.put("class_weight", weight.written()));
    root.put("train", train);
    root.put(
        "callbacks",
        spec.callbacks().stream().map(each -> writer.part(Kind.CALLBACK, each)).toList());
    root.put("backend", writer.record(spec.backend()));
    if (!spec.warnings().ignore().isEmpty()) {
      List<String> ignored = spec.warnings().ignore().stream().map(Code::id).toList();
      root.put("warnings", Map.of("ignore", ignored));
    }
    return YamlWriter.write(root);
  }

  private static Map<String, Object> model(ModelSpec model, RecordWriter writer) {
    Map<String, Object> written = new LinkedHashMap<>();
    if (!model.inputs().equals(List.of(InputSpec.named(InputSpec.DEFAULT_NAME)))) {
      written.put("inputs", model.inputs().stream().map(writer::record).toList());
    }
    written.put(
        "layers", model.layers().stream().map(layer -> writer.layer(layer.node())).toList());
    if (!isSimple(model)) {
      written.put(
          "outputs", model.outputs().stream().map(output -> output(output, writer)).toList());
    }
    return written;
  }

  /** Whether loss and metrics can stand at the top. */
  private static boolean isSimple(ModelSpec model) {
    OutputSpec output = model.outputs().get(0);
    return model.outputs().size() == 1
        && output.weight() == 1
        && output.target().isEmpty()
        && output.layer().equals(model.layers().get(model.layers().size() - 1).name());
  }

  private static Map<String, Object> output(OutputSpec output, RecordWriter writer) {
    Map<String, Object> written = new LinkedHashMap<>();
    written.put("layer", output.layer());
    output.target().ifPresent(target -> written.put("target", target));
    written.put("loss", writer.part(Kind.LOSS, output.loss()));
    written.put("weight", output.weight());
    written.put("metrics", metrics(output.metrics(), writer));
    return written;
  }

  private static List<Object> metrics(Map<String, Metric> metrics, RecordWriter writer) {
    List<Object> written = new ArrayList<>();
    metrics.forEach(
        (name, metric) -> {
          Map<String, Object> keys = new LinkedHashMap<>(writer.part(Kind.METRIC, metric));
          if (!name.equals(keys.get("type"))) {
            keys.put("name", name);
          }
          written.add(keys.size() == 1 ? name : keys);
        });
    return written;
  }
}
