package dev.nn.config;

import dev.nn.api.graph.Value;
import dev.nn.api.layer.Layer;
import dev.nn.api.tensor.ShapeException;
import dev.nn.config.problem.Code;
import dev.nn.config.problem.Origin;
import dev.nn.config.problem.Problem;
import dev.nn.config.registry.Key;
import dev.nn.config.registry.Kind;
import dev.nn.config.registry.RecordType;
import dev.nn.config.registry.Registries;
import dev.nn.core.network.Block;
import dev.nn.core.network.Network;
import dev.nn.core.network.NetworkException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Layers that cannot work on what they read, as problems: where, why, and how it came to be. */
final class LayerFaults {
  /** Ways out that say which value would do, such as {@code write units: 3}. */
  private static final Pattern OTHER_VALUE =
      Pattern.compile(
          "(?:write |.*; )?(\\w+): ([^;]+?)(?: divides them| does| would fit(?:; .*)?)?");

  /** Ways out that add a layer. */
  private static final Pattern LAYER_BEFORE = Pattern.compile("put (\\{.*?}) before it\\b.*");

  private final Places places;
  private final ShapeChain chain;

  /**
   * @param outputs what each layer gives out, by path, as far as it is known
   */
  LayerFaults(Places places, Registries registries, Network network, Map<String, Value> outputs) {
    this.places = places;
    this.chain = new ShapeChain(network, outputs, registries.of(Kind.LAYER));
  }

  Problem problem(NetworkException fault) {
    Problem problem =
        Problem.at(
            code(fault), place(fault), "layer '%s': %s".formatted(fault.layer(), fault.reason()));
    if (code(fault) == Code.UNEQUAL_WEIGHTS) {
      problem = ofOwner(problem, fault.layer());
    }
    for (String shapes : chain.to(fault.layer())) {
      problem = problem.noting("shapes: " + shapes);
    }
    return helped(problem, fault);
  }

  /** With the way out; one that is exact can be taken by a tool. */
  private Problem helped(Problem problem, NetworkException fault) {
    Optional<String> help = fault.help().or(() -> states(fault));
    if (help.isEmpty()) {
      return problem;
    }
    Origin layer = places.layer(fault.layer());
    boolean ofLayer = problem.origin().equals(Optional.of(layer));
    Problem helped = problem.helping(help.get());
    Matcher value = OTHER_VALUE.matcher(help.get());
    if (!ofLayer
        && value.matches()
        && fault.misfit().flatMap(ShapeException::key).equals(Optional.of(value.group(1)))) {
      return helped.fixedBy(value.group(2));
    }
    Matcher before = LAYER_BEFORE.matcher(help.get());
    return ofLayer && before.matches()
        ? inserted(before.group(1), layer).map(helped::fixedBy).orElse(helped)
        : helped;
  }

  /**
   * A layer and one that comes before it, as items of the list in which it is; nothing if that is
   * not all in one line, or if the layer says itself what it reads.
   */
  private static Optional<String> inserted(String added, Origin layer) {
    String text = layer.text();
    if (!text.startsWith("{") || !text.endsWith("}") || text.contains("inputs:")) {
      return Optional.empty();
    }
    String before = layer.before();
    if (before.endsWith("- ")) {
      return Optional.of(added + "\n" + before + text);
    }
    return before.stripTrailing().matches(".*[\\[,]")
        ? Optional.of(added + ", " + text)
        : Optional.empty();
  }

  /** A recurrent layer gives out its states if it is told to. */
  private Optional<String> states(NetworkException fault) {
    return fault
        .misfit()
        .filter(misfit -> misfit.kind() == ShapeException.Kind.SOURCE)
        .flatMap(ShapeException::part)
        .map(name -> Network.layer(name.toString()))
        .filter(
            source ->
                chain.beside(fault.layer(), source).filter(LayerFaults::hasStates).isPresent())
        .map(source -> "write return_state: true in layer '" + source + "'");
  }

  private static boolean hasStates(Layer layer) {
    return layer instanceof Record
        && RecordType.of(layer.getClass()).keys().stream()
            .anyMatch(key -> key.name().equals("return_state"));
  }

  private Problem ofOwner(Problem problem, String layer) {
    return chain
        .weights(layer)
        .map(owner -> problem.noting("the weights are those of this layer", places.layer(owner)))
        .orElse(problem);
  }

  private static Code code(NetworkException fault) {
    return switch (fault.misfit().map(ShapeException::kind).orElse(ShapeException.Kind.OTHER)) {
      case OTHER -> Code.LAYER_DOES_NOT_FIT;
      case AXES -> Code.WRONG_AXES;
      case DTYPE -> Code.WRONG_DTYPE;
      case UNEQUAL -> Code.UNEQUAL_INPUTS;
      case COUNT -> Code.WRONG_INPUT_COUNT;
      case SOURCE -> Code.UNKNOWN_INPUT;
      case WINDOW -> Code.WINDOW_TOO_LARGE;
      case DIVISION -> Code.NOT_DIVISIBLE;
      case ELEMENTS -> Code.WRONG_RESHAPE;
      case PARAMETER -> Code.WRONG_PARAMETER_SHAPE;
      case SHARED -> Code.UNEQUAL_WEIGHTS;
      case FORMULA -> Code.WRONG_FORMULA;
    };
  }

  /** The value of the key at fault, if that is known and it is written; else the layer. */
  private Origin place(NetworkException fault) {
    if (fault.misfit().isEmpty()) {
      return places.layer(fault.layer());
    }
    ShapeException misfit = fault.misfit().get();
    if (misfit.part().orElse(null) instanceof String text) {
      return places.inLayer(fault.layer(), text);
    }
    if (misfit.part().isPresent()) {
      List<String> keys =
          chain
              .layer(fault.layer())
              .map(layer -> keyOf(misfit.part().get(), layer))
              .orElse(List.of());
      return places.layer(chain.written(fault.layer()), keys);
    }
    boolean ofInputs =
        misfit.kind() == ShapeException.Kind.UNEQUAL || misfit.kind() == ShapeException.Kind.COUNT;
    return places.layer(
        fault.layer(),
        misfit.key().or(() -> ofInputs ? Optional.of("inputs") : Optional.empty()).stream()
            .toList());
  }

  /** The keys that lead from a record to one of its parts; none if it is not in there. */
  private static List<String> keyOf(Object part, Object record) {
    if (!(record instanceof Record) || record instanceof Block) {
      return List.of();
    }
    for (Key key : RecordType.of(record.getClass()).components()) {
      Object value = RecordType.read(key, record);
      if (value instanceof Optional<?> optional) {
        value = optional.orElse(null);
      }
      if (value == part) {
        return List.of(key.name());
      }
      List<String> inside = keyOf(part, value);
      if (!inside.isEmpty()) {
        List<String> keys = new ArrayList<>(key.inline() ? List.of() : List.of(key.name()));
        keys.addAll(inside);
        return keys;
      }
    }
    return List.of();
  }
}
