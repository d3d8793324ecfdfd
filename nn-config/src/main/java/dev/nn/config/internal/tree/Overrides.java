package dev.nn.config.internal.tree;

import dev.nn.config.problem.Code;
import dev.nn.config.problem.ConfigException;
import dev.nn.config.problem.Origin;
import dev.nn.config.problem.Problem;
import dev.nn.config.problem.Problems;
import dev.nn.config.problem.SourceText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Applies {@code --set key.path=value}. A step of the path is a key, the index of a list's item
 * from 0, or the name of one. Keys that are not there are added; whether they mean anything is
 * found out when the whole is validated.
 */
public final class Overrides {
  private final Function<ConfigNode.Sequence, List<String>> itemNames;
  private final Problems problems;

  /**
   * @param itemNames the names by which a list's items can be reached, in order
   * @param problems takes note of settings that have no value, or whose path leads nowhere; they
   *     change nothing
   */
  public Overrides(Function<ConfigNode.Sequence, List<String>> itemNames, Problems problems) {
    this.itemNames = itemNames;
    this.problems = problems;
  }

  /**
   * Applies settings, later ones over earlier ones.
   *
   * @param settings each {@code key.path=value}; the value is YAML
   */
  public ConfigNode.Mapping apply(ConfigNode.Mapping root, List<String> settings) {
    ConfigNode.Mapping result = root;
    for (String setting : settings) {
      try {
        result = apply(result, setting);
      } catch (ConfigException e) {
        e.problems().forEach(problems::add);
      }
    }
    return result;
  }

  private ConfigNode.Mapping apply(ConfigNode.Mapping root, String setting) {
    String option = "--set ";
    SourceText source = SourceText.option(option + setting);
    int equals = setting.indexOf('=');
    Origin whole = new Origin(source, 1, option.length() + 1, Math.max(1, setting.length()));
    if (equals <= 0) {
      throw new ConfigException(
          Problem.at(Code.WRONG_SETTING, whole, "this sets nothing").expecting("key.path=value"));
    }
    List<Step> path = path(source, setting.substring(0, equals), option.length());
    if (path.get(0).name().equals("extends")) {
      throw new ConfigException(
          Problem.at(
              Code.WRONG_SETTING, path.get(0).origin(), "'extends' can only be written in a file"));
    }
    ConfigNode value = value(source, setting.substring(equals + 1), option.length() + equals + 1);
    return (ConfigNode.Mapping) set(root, path, 0, value);
  }

  private record Step(String name, Origin origin) {
    ConfigException fault(Code code, String message) {
      return new ConfigException(Problem.at(code, origin, message));
    }
  }

  private static List<Step> path(SourceText source, String path, int offset) {
    List<Step> steps = new ArrayList<>();
    int from = 0;
    for (String name : path.split("\\.", -1)) {
      Step step =
          new Step(
              name.strip(), new Origin(source, 1, offset + from + 1, Math.max(1, name.length())));
      if (step.name().isEmpty()) {
        throw step.fault(Code.WRONG_SETTING, "a key is missing in this path");
      }
      steps.add(step);
      from += name.length() + 1;
      if (steps.size() > Limits.DEPTH) {
        throw step.fault(Code.TOO_LARGE, "this path has more than " + Limits.DEPTH + " keys");
      }
    }
    return steps;
  }

  private static ConfigNode value(SourceText source, String text, int offset) {
    SourceText alone = SourceText.option(text);
    Origin origin = new Origin(source, 1, offset + 1, Math.max(1, text.length()));
    try {
      return YamlReader.read(alone)
          .map(node -> moved(node, origin))
          .orElseGet(() -> ConfigNode.Scalar.of("", true, origin));
    } catch (ConfigException e) {
      throw new ConfigException(
          e.problems().stream().map(problem -> moved(problem, origin)).toList());
    }
  }

  private static Problem moved(Problem problem, Origin within) {
    Origin old = problem.origin().orElse(within);
    return problem.movedTo(old.line() == 1 ? within.part(old.column() - 1, old.length()) : within);
  }

  /** The value was parsed on its own; this puts its places back into the option. */
  private static ConfigNode moved(ConfigNode node, Origin within) {
    Origin old = node.origin();
    Origin origin =
        old.line() == 1
            ? new Origin(within.source(), 1, within.column() + old.column() - 1, old.length())
            : within;
    if (node instanceof ConfigNode.Sequence sequence) {
      return ConfigNode.Sequence.of(
          sequence.items().stream().map(item -> moved(item, within)).toList(), origin);
    }
    if (node instanceof ConfigNode.Mapping mapping) {
      Map<String, ConfigNode.Entry> entries = new java.util.LinkedHashMap<>();
      mapping
          .entries()
          .forEach(
              (key, entry) ->
                  entries.put(
                      key, new ConfigNode.Entry(within.of(key), moved(entry.value(), within))));
      return ConfigNode.Mapping.of(entries, origin);
    }
    ConfigNode.Scalar scalar = (ConfigNode.Scalar) node;
    return ConfigNode.Scalar.of(scalar.text(), scalar.plain(), origin);
  }

  private ConfigNode set(ConfigNode node, List<Step> path, int at, ConfigNode value) {
    if (at == path.size()) {
      return value;
    }
    Step step = path.get(at);
    if (node instanceof ConfigNode.Sequence list) {
      int index = index(list, step);
      List<ConfigNode> items = new ArrayList<>(list.items());
      items.set(index, set(items.get(index), path, at + 1, value));
      return ConfigNode.Sequence.of(items, list.origin());
    }
    ConfigNode.Mapping mapping =
        Merge.expand(node)
            .or(() -> nothing(node) ? Optional.of(empty(step.origin())) : Optional.empty())
            .orElseThrow(
                () ->
                    step.fault(
                        Code.SETTING_LEADS_NOWHERE,
                        "'%s' is no key here: '%s' is %s"
                            .formatted(
                                step.name(),
                                at == 0 ? "the config" : path.get(at - 1).name(),
                                node.describe())));
    Optional<ConfigNode> old = mapping.get(step.name());
    if (old.isEmpty() && path.get(0).name().equals("vars") && at > 0) {
      throw new ConfigException(
          Problem.at(
                  Code.UNKNOWN_VARIABLE,
                  step.origin(),
                  "there is no variable '" + step.name() + "'")
              .expectingOneOf(mapping.entries().keySet(), step.name()));
    }
    ConfigNode child = set(old.orElseGet(() -> empty(step.origin())), path, at + 1, value);
    return Limits.check(mapping.with(step.name(), step.origin(), child), step.origin());
  }

  private int index(ConfigNode.Sequence list, Step step) {
    int count = list.items().size();
    if (step.name().matches("[0-9]{1,9}")) {
      int index = Integer.parseInt(step.name());
      if (index < count) {
        return index;
      }
      throw step.fault(
          Code.SETTING_LEADS_NOWHERE,
          count == 0
              ? "this list is empty"
              : "this list has %d items, 0 to %d".formatted(count, count - 1));
    }
    List<String> names = itemNames.apply(list);
    return IntStream.range(0, names.size())
        .filter(i -> names.get(i).equals(step.name()))
        .findFirst()
        .orElseThrow(
            () ->
                new ConfigException(
                    Problem.at(
                            Code.SETTING_LEADS_NOWHERE,
                            step.origin(),
                            "no item of this list is called '" + step.name() + "'")
                        .expectingOneOf(names, step.name())));
  }

  private static boolean nothing(ConfigNode node) {
    return node instanceof ConfigNode.Scalar scalar && scalar.isNull();
  }

  private static ConfigNode.Mapping empty(Origin origin) {
    return ConfigNode.Mapping.of(Map.of(), origin);
  }
}
