package dev.nn.config;

import dev.nn.api.data.DataRequest.TargetKind;
import dev.nn.api.spec.Alias;
import dev.nn.api.spec.Default;
import dev.nn.api.spec.Range;
import dev.nn.api.train.Loss;
import dev.nn.api.train.Metric;
import dev.nn.config.internal.bind.Bound;
import dev.nn.config.internal.bind.RecordBinder;
import dev.nn.config.internal.tree.ConfigNode;
import dev.nn.config.problem.Code;
import dev.nn.config.problem.Origin;
import dev.nn.config.problem.Problem;
import dev.nn.config.problem.Problems;
import dev.nn.config.registry.Kind;
import dev.nn.config.spec.OutputSpec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads {@code loss}, {@code metrics} and {@code model.outputs}. */
final class OutputReader {
  private final ConfigNode.Mapping root;
  private final RecordBinder binder;
  private final Problems problems;
  private final Places places;
  private final Optional<Loss> loss;
  private final Map<String, Metric> metrics;

  private boolean complete = true;

  /** The keys of an output that are simple values. */
  private record Keys(
      @Alias("name") String layer,
      Optional<String> target,
      @Default("1") @Range(min = 0) double weight) {}

  OutputReader(ConfigNode.Mapping root, RecordBinder binder, Problems problems, Places places) {
    this.root = root;
    this.binder = binder;
    this.problems = problems;
    this.places = places;
    this.loss = root.get("loss").flatMap(node -> loss(node, "'loss'"));
    this.metrics = root.get("metrics").map(this::metrics).orElse(Map.of());
  }

  /** Whether every output that is written could be read. */
  boolean complete() {
    return complete;
  }

  /** Without {@code model.outputs}: the last layer, with the loss and metrics at the top. */
  List<OutputSpec> single(Optional<String> lastLayer) {
    return lastLayer.isEmpty() || loss.isEmpty()
        ? List.of()
        : List.of(new OutputSpec(lastLayer.get(), Optional.empty(), loss.get(), 1, metrics));
  }

  /**
   * With {@code model.outputs}; those without loss or metrics of their own have those at the top.
   *
   * @param allKnown whether the names of all layers are known
   */
  List<OutputSpec> several(ConfigNode node, List<String> layers, boolean allKnown) {
    List<OutputSpec> outputs = new ArrayList<>();
    List<ConfigNode> items = binder.list(node, "'outputs' in 'model'");
    if (items.isEmpty() && !(node instanceof ConfigNode.Broken)) {
      problems.add(
          Problem.at(Code.NO_OUTPUTS, node.origin(), "the model has no outputs")
              .helping("leave 'outputs' out if the last layer is the only one"));
    }
    Map<String, Origin> seen = new HashMap<>();
    for (ConfigNode item : items) {
      Optional<OutputSpec> output = output(item);
      if (output.isEmpty()) {
        complete = false;
        continue;
      }
      String layer = output.get().layer();
      ConfigNode at =
          item instanceof ConfigNode.Mapping mapping
              ? mapping.get("layer").or(() -> mapping.get("name")).orElse(item)
              : item;
      if (!layers.contains(layer) && allKnown) {
        problems.add(
            Problem.at(Code.UNKNOWN_OUTPUT, at.origin(), "the output '" + layer + "' is no layer")
                .expectingOneOf(layers, layer));
      } else if (seen.containsKey(layer)) {
        problems.add(
            Problem.at(
                    Code.DUPLICATE_OUTPUT, at.origin(), "the output '" + layer + "' occurs twice")
                .helping("keep one of them")
                .noting("it is here first", seen.get(layer)));
        continue;
      }
      seen.put(layer, at.origin());
      places.output(layer, item);
      outputs.add(output.get());
    }
    checkTargetKinds(outputs);
    return outputs;
  }

  private Optional<OutputSpec> output(ConfigNode item) {
    ConfigNode.Mapping mapping;
    if (item instanceof ConfigNode.Mapping written) {
      mapping = written;
    } else if (item instanceof ConfigNode.Scalar scalar && !scalar.isNull()) {
      mapping =
          ConfigNode.Mapping.of(
              Map.of("layer", new ConfigNode.Entry(item.origin(), item)), item.origin());
    } else {
      return binder.mapping(item, "an output of 'model'").flatMap(this::output);
    }
    String owner = "an output of 'model'";
    Optional<Keys> keys = binder.record(Keys.class, mapping, owner, List.of("loss", "metrics"));
    Optional<Loss> own =
        mapping.get("loss").isPresent()
            ? mapping.get("loss").flatMap(node -> loss(node, "'loss' in " + owner))
            : loss;
    if (mapping.get("loss").isEmpty() && root.get("loss").isEmpty()) {
      problems.add(
          Problem.at(Code.MISSING_KEY, item.origin(), "the key 'loss' is missing in " + owner)
              .helping("give it here, or at the top for all outputs"));
    }
    Map<String, Metric> measured = mapping.get("metrics").map(this::metrics).orElse(metrics);
    if (keys.isEmpty() || own.isEmpty()) {
      return Optional.empty();
    }
    Keys each = keys.get();
    OutputSpec output =
        new OutputSpec(each.layer(), each.target(), own.get(), each.weight(), measured);
    binder.sources().note(output, mapping);
    return Optional.of(output);
  }

  private Optional<Loss> loss(ConfigNode node, String what) {
    return binder.part(Kind.LOSS, node, what).map(Bound::part);
  }

  private Map<String, Metric> metrics(ConfigNode node) {
    Map<String, Metric> bound = new LinkedHashMap<>();
    Set<String> taken = new HashSet<>(Set.of("loss"));
    for (ConfigNode item : binder.list(node, "'metrics'")) {
      Optional<ConfigNode> named =
          item instanceof ConfigNode.Mapping mapping ? mapping.get("name") : Optional.empty();
      Optional<String> name = named.flatMap(each -> binder.value(String.class, each, "name"));
      Optional<Bound<Metric>> metric =
          binder.part(Kind.METRIC, item, "'metrics'", List.of("name"), "");
      metric.ifPresent(
          each -> {
            if (name.isPresent() && !taken.add(name.get())) {
              problems.add(
                  Problem.at(
                          Code.DUPLICATE_METRIC,
                          named.get().origin(),
                          "two metrics are called '" + name.get() + "'")
                      .helping("give one of them another name"));
            }
            bound.put(
                name.orElseGet(() -> LayerNames.next(each.registration().name(), taken)),
                each.part());
          });
    }
    return bound;
  }

  /** A data source encodes each target once. */
  private void checkTargetKinds(List<OutputSpec> outputs) {
    Map<String, OutputSpec> first = new LinkedHashMap<>();
    for (OutputSpec output : outputs) {
      String target = output.target().orElse(output.layer());
      OutputSpec other = first.putIfAbsent(target, output);
      if (other == null) {
        continue;
      }
      TargetKind kind = other.loss().targetKind();
      if (output.loss().targetKind() != kind) {
        problems.add(
            Problem.at(
                    Code.TARGET_OF_TWO_KINDS,
                    places.output(output.layer(), "loss"),
                    "this loss needs another kind of target than that of output '%s', which is trained on the same"
                        .formatted(other.layer()))
                .noting(
                    "it needs %s; that of '%s' needs %s"
                        .formatted(
                            output.loss().targetKind().inWords(), other.layer(), kind.inWords()))
                .helping(
                    "use losses of one kind, or give each of these outputs a 'target' of its own")
                .noting("the other loss is here", places.output(other.layer(), "loss")));
      }
    }
  }
}
