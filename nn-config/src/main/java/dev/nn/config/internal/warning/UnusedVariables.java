package dev.nn.config.internal.warning;

import dev.nn.config.internal.tree.ConfigNode;
import dev.nn.config.problem.Code;
import dev.nn.config.problem.NearestName;
import dev.nn.config.problem.Origin;
import dev.nn.config.problem.Problem;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Variables that nothing uses, mostly misspelt ones. One of a config that is extended may be for
 * others that extend it, and one whose only use the command line has replaced was used before. A
 * variable is used by {@code ${vars.name}}, or by a YAML alias of its value.
 */
public final class UnusedVariables {
  private static final String VARS = "vars";
  private static final Pattern USE = Pattern.compile("\\bvars\\.([A-Za-z_][A-Za-z0-9_-]*)");

  /**
   * @param written the config before settings
   * @param set the config with them
   */
  public void check(ConfigNode.Mapping written, ConfigNode.Mapping set, Consumer<Problem> found) {
    if (!(set.get(VARS).orElse(null) instanceof ConfigNode.Mapping variables)) {
      return;
    }
    Uses uses = new Uses(new TreeSet<>(), Collections.newSetFromMap(new IdentityHashMap<>()));
    uses.collect(written);
    uses.collect(set);
    variables
        .entries()
        .forEach(
            (name, entry) -> {
              if (isOwn(entry) && !uses.names().contains(name) && !uses.alias(entry.value())) {
                found.accept(problem(name, entry, uses.names(), variables.entries()));
              }
            });
  }

  /**
   * What is used.
   *
   * @param names of variables
   * @param places of values outside the variables, by identity: an alias is its anchor
   */
  private record Uses(Set<String> names, Set<Origin> places) {
    void collect(ConfigNode.Mapping root) {
      children(root.without(VARS)).forEach(child -> collect(child, true));
      root.get(VARS).ifPresent(variables -> collect(variables, false));
    }

    private void collect(ConfigNode node, boolean outside) {
      if (outside) {
        places.add(node.origin());
      }
      if (node instanceof ConfigNode.Scalar scalar && scalar.text().contains("${")) {
        Matcher use = USE.matcher(scalar.text());
        while (use.find()) {
          names.add(use.group(1));
        }
      }
      children(node).forEach(child -> collect(child, outside));
    }

    /** Whether a value, or a part of it, stands elsewhere too. */
    boolean alias(ConfigNode value) {
      return places.contains(value.origin()) || children(value).anyMatch(this::alias);
    }

    private static Stream<ConfigNode> children(ConfigNode node) {
      if (node instanceof ConfigNode.Sequence sequence) {
        return sequence.items().stream();
      }
      return node instanceof ConfigNode.Mapping mapping
          ? mapping.entries().values().stream().map(ConfigNode.Entry::value)
          : Stream.empty();
    }
  }

  private static boolean isOwn(ConfigNode.Entry entry) {
    return entry.keyOrigin().source().rank() <= 0;
  }

  private static Problem problem(
      String name,
      ConfigNode.Entry entry,
      Set<String> used,
      Map<String, ConfigNode.Entry> variables) {
    Problem problem =
        Problem.at(
            Code.UNUSED_VARIABLE, entry.keyOrigin(), "nothing uses the variable '" + name + "'");
    Optional<String> meant = NearestName.of(name, used).filter(variables::containsKey);
    return problem.helping(
        meant
            .map(other -> "did you mean '" + other + "', which is used?")
            .orElse("use it as ${vars.%s}, or take it away".formatted(name)));
  }
}
