package dev.nn.config;

import dev.nn.api.train.Metric;
import dev.nn.config.internal.bind.Marked;
import dev.nn.config.internal.bind.Marks;
import dev.nn.config.internal.bind.RecordWriter;
import dev.nn.config.internal.bind.Sources;
import dev.nn.config.internal.tree.ConfigNode;
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
import java.util.Optional;
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
    return write(spec, UnaryOperator.identity(), Optional.empty(), Map.of());
  }

  /**
   * A config for another folder.
   *
   * @param base the folder of the config that the spec was read from
   * @param folder the folder that the new one will be in
   */
  public String render(ExperimentSpec spec, Path base, Path folder) {
    return write(spec, moved(base, folder), Optional.empty(), Map.of());
  }

  /**
   * The same as maps, lists, texts, numbers and truth values, for programs that compare configs.
   *
   * @param base the folder of the config that the spec was read from
   * @param folder where relative paths are to start from
   */
  public Map<String, Object> tree(ExperimentSpec spec, Path base, Path folder) {
    return tree(spec, moved(base, folder), Optional.empty());
  }

  private static UnaryOperator<Path> moved(Path base, Path folder) {
    Path from = base.toAbsolutePath().normalize();
    Path to = folder.toAbsolutePath().normalize();
    return path -> path.isAbsolute() ? path : to.relativize(from.resolve(path).normalize());
  }

  /**
   * A config for the folder of the one that the spec was read from, in which comments say of values
   * how they came to be.
   *
   * @param places where the spec is written
   * @param remarks further comments, by path: {@code model.layers.hidden}
   */
  String annotated(ExperimentSpec spec, Places places, Map<String, String> remarks) {
    return write(spec, UnaryOperator.identity(), Optional.of(places), remarks);
  }

  private String write(
      ExperimentSpec spec,
      UnaryOperator<Path> paths,
      Optional<Places> places,
      Map<String, String> remarks) {
    return YamlWriter.write(tree(spec, paths, places), remarks);
  }

  private Map<String, Object> tree(
      ExperimentSpec spec, UnaryOperator<Path> paths, Optional<Places> places) {
    Sources sources = places.map(Places::sources).orElseGet(Sources::new);
    RecordWriter writer = new RecordWriter(registries, paths, new Marks(sources));
    return new Rendering(writer, sources, places.map(Places::root)).of(spec);
  }

  /**
   * One spec being written.
   *
   * @param root the whole config, if it was read from one
   */
  private record Rendering(
      RecordWriter writer, Sources sources, Optional<ConfigNode.Mapping> root) {
    Map<String, Object> of(ExperimentSpec spec) {
      Map<String, Object> written = new LinkedHashMap<>();
      written.put("version", top(spec.version(), "version", Marks.DEFAULT));
      written.put("name", top(spec.name(), "name", "from the file's name"));
      written.put("seed", top(spec.seed(), "seed", Marks.DEFAULT));
      written.put("data", writer.part(Kind.DATA, spec.data()));
      written.put("model", model(spec.model()));
      if (isSimple(spec.model())) {
        OutputSpec output = spec.model().outputs().get(0);
        written.put("loss", writer.partOrName(Kind.LOSS, output.loss()));
        List<Object> metrics = metrics(output.metrics());
        written.put(
            "metrics", metrics.isEmpty() ? top(metrics, "metrics", Marks.DEFAULT) : metrics);
      }
      written.put("optimizer", writer.part(Kind.OPTIMIZER, spec.optimizer()));
      Map<String, Object> train = writer.record(spec.train());
      spec.classWeight().ifPresent(weight -> train.put("class_weight", weight.written()));
      written.put("train", train);
      List<Object> callbacks =
          spec.callbacks().stream().map(each -> writer.partOrName(Kind.CALLBACK, each)).toList();
      written.put(
          "callbacks",
          callbacks.isEmpty() ? top(callbacks, "callbacks", Marks.DEFAULT) : callbacks);
      written.put("backend", backend(spec));
      if (!spec.warnings().ignore().isEmpty()) {
        List<String> ignored = spec.warnings().ignore().stream().map(Code::id).toList();
        written.put("warnings", Map.of("ignore", top(ignored, "warnings", Marks.DEFAULT)));
      }
      return written;
    }

    /** A value under a key of the top. */
    private Object top(Object value, String key, String absent) {
      return Marked.of(value, root.flatMap(keys -> Marks.of(keys, key, absent)));
    }

    private Object backend(ExperimentSpec spec) {
      Map<String, Object> keys = writer.record(spec.backend());
      // Its type may come from an alias, so that the record is not the one that was read.
      boolean left = root.isPresent() && root.get().get("backend").isEmpty();
      keys.replaceAll(
          (key, value) -> left ? new Marked(Marked.strip(value), Marks.DEFAULT) : value);
      return keys;
    }

    private Map<String, Object> model(ModelSpec model) {
      Map<String, Object> written = new LinkedHashMap<>();
      if (!model.inputs().equals(List.of(InputSpec.named(InputSpec.DEFAULT_NAME)))) {
        written.put("inputs", model.inputs().stream().map(writer::record).toList());
      }
      written.put(
          "layers",
          model.layers().stream()
              .map(layer -> writer.layer(layer.node(), sources.of(layer)))
              .toList());
      if (!isSimple(model)) {
        written.put("outputs", model.outputs().stream().map(this::output).toList());
      }
      return written;
    }

    private Map<String, Object> output(OutputSpec output) {
      Optional<ConfigNode.Mapping> keys = sources.of(output).map(ConfigNode.Mapping.class::cast);
      Map<String, Object> written = new LinkedHashMap<>();
      written.put("layer", output.layer());
      output.target().ifPresent(target -> written.put("target", target));
      written.put("loss", of(keys, "loss", writer.partOrName(Kind.LOSS, output.loss())));
      written.put(
          "weight",
          Marked.of(output.weight(), keys.flatMap(k -> Marks.of(k, "weight", Marks.DEFAULT))));
      written.put("metrics", of(keys, "metrics", metrics(output.metrics())));
      return written;
    }

    /** What an output has from the top of the config, if it does not say. */
    private Object of(Optional<ConfigNode.Mapping> keys, String key, Object value) {
      boolean absent = keys.isPresent() && keys.get().get(key).isEmpty();
      boolean atTop = root.isPresent() && root.get().get(key).isPresent();
      return absent ? new Marked(value, atTop ? "as at the top" : Marks.DEFAULT) : value;
    }

    private List<Object> metrics(Map<String, Metric> metrics) {
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

  /** Whether loss and metrics can stand at the top. */
  private static boolean isSimple(ModelSpec model) {
    OutputSpec output = model.outputs().get(0);
    return model.outputs().size() == 1
        && output.weight() == 1
        && output.target().isEmpty()
        && output.layer().equals(model.layers().get(model.layers().size() - 1).name());
  }
}
