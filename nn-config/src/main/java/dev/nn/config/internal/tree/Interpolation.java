package dev.nn.config.internal.tree;

import dev.nn.config.problem.Code;
import dev.nn.config.problem.ConfigException;
import dev.nn.config.problem.NearestName;
import dev.nn.config.problem.Origin;
import dev.nn.config.problem.Problem;
import dev.nn.config.problem.Problems;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Puts in variables: {@code ${vars.x}}, {@code ${env.X:-default}}, {@code ${vars.x * 2}}. A text
 * that is one such expression takes its value, be it number, list or mapping; within a longer text
 * the value must be a scalar. <code>$${</code> stands for <code>${</code>. One object serves one
 * config.
 */
public final class Interpolation {
  private final ConfigNode.Mapping root;
  private final Function<String, Optional<String>> environment;
  private final Problems problems;

  /** Keeps shared values shared, and the work linear in the size of the text. */
  private final Map<ConfigNode, ConfigNode> done = new IdentityHashMap<>();

  private final Deque<ConfigNode.Scalar> open = new ArrayDeque<>();

  /** Of all texts with variables in them, so far. */
  private long characters;

  /** How deep the reading of expressions is, those included that wait for a variable's value. */
  private final Expression.Depth depth = new Expression.Depth();

  /**
   * @param environment looks up environment variables
   * @param problems takes note of variables that are not defined or defined by themselves, and of
   *     wrong expressions; the values concerned become {@linkplain ConfigNode.Broken broken}
   */
  public Interpolation(
      ConfigNode.Mapping root, Function<String, Optional<String>> environment, Problems problems) {
    this.root = root;
    this.environment = environment;
    this.problems = problems;
  }

  /**
   * The config with all variables put in.
   *
   * @return without the key {@code vars}
   * @throws ConfigException if variables expand to more than anyone could mean
   */
  public ConfigNode.Mapping resolve() {
    Optional<ConfigNode> vars = root.get("vars");
    if (vars.isPresent()
        && !(vars.get() instanceof ConfigNode.Mapping)
        && !(vars.get() instanceof ConfigNode.Scalar scalar && scalar.isNull())) {
      problems.add(
          Problem.at(
                  Code.WRONG_TYPE,
                  vars.get().origin(),
                  "'vars' must be a mapping, found " + vars.get().describe())
              .expecting("a mapping such as {hidden: 64}"));
    }
    // Also those that nothing uses: a mistake in them would otherwise wait for its first use.
    vars.ifPresent(this::resolve);
    return (ConfigNode.Mapping) resolve(root.without("vars"));
  }

  private ConfigNode resolve(ConfigNode node) {
    ConfigNode known = done.get(node);
    if (known != null) {
      return known;
    }
    ConfigNode resolved = node;
    if (node instanceof ConfigNode.Scalar scalar) {
      resolved = scalar.text().contains("${") ? substitute(scalar) : scalar;
    } else if (node instanceof ConfigNode.Sequence sequence) {
      List<ConfigNode> items = new ArrayList<>();
      sequence.items().forEach(item -> items.add(resolve(item)));
      resolved = ConfigNode.Sequence.of(items, node.origin());
    } else if (node instanceof ConfigNode.Mapping mapping) {
      Map<String, ConfigNode.Entry> entries = new LinkedHashMap<>();
      mapping
          .entries()
          .forEach(
              (key, entry) ->
                  entries.put(
                      key, new ConfigNode.Entry(entry.keyOrigin(), resolve(entry.value()))));
      resolved = ConfigNode.Mapping.of(entries, node.origin());
    }
    Limits.check(resolved, node.origin());
    done.put(node, resolved);
    return resolved;
  }

  private ConfigNode substitute(ConfigNode.Scalar scalar) {
    if (open.stream().anyMatch(outer -> outer == scalar)) {
      throw new ConfigException(endless(scalar));
    }
    if (open.size() >= Limits.DEPTH) {
      throw new ConfigException(
          Problem.at(
              Code.TOO_LARGE,
              scalar.origin(),
              "variables refer to each other more than " + Limits.DEPTH + " deep"));
    }
    open.push(scalar);
    try {
      return new Template(scalar).fill();
    } catch (ConfigException e) {
      e.problems().forEach(problems::add);
      if (problems.isFull() || characters > Limits.EXPANDED) {
        throw new ConfigException(List.of());
      }
      return new ConfigNode.Broken(scalar.origin());
    } finally {
      open.pop();
    }
  }

  private Problem endless(ConfigNode.Scalar scalar) {
    Problem problem =
        Problem.at(
            Code.ENDLESS_VARIABLE,
            scalar.origin(),
            "this variable is defined by itself: " + scalar.text());
    for (ConfigNode.Scalar between : open) {
      if (between == scalar) {
        break;
      }
      problem = problem.noting("by way of this one", between.origin());
    }
    return problem;
  }

  /** A text with expressions in it. */
  private final class Template {
    private final ConfigNode.Scalar scalar;
    private final String text;

    /** Where the text will say that it is written. */
    private Origin origin;

    Template(ConfigNode.Scalar scalar) {
      this.scalar = scalar;
      this.text = scalar.text();
      this.origin = scalar.origin();
    }

    ConfigNode fill() {
      StringBuilder filled = new StringBuilder();
      int at = 0;
      while (at < text.length()) {
        if (text.startsWith("$${", at)) {
          filled.append("${");
          at += 3;
        } else if (text.startsWith("${", at)) {
          int end = end(at);
          ConfigNode value = evaluate(text.substring(at + 2, end));
          if (at == 0 && end + 1 == text.length()) {
            return whole(value);
          }
          filled.append(part(value, at, end));
          at = end + 1;
        } else {
          filled.append(text.charAt(at++));
        }
        if (characters + filled.length() > Limits.EXPANDED) {
          characters += filled.length();
          throw fault(
              Code.TOO_LARGE,
              scalar.origin(),
              "variables expand to texts of more than " + Limits.EXPANDED + " characters");
        }
      }
      characters += filled.length();
      return ConfigNode.Scalar.of(filled.toString(), false, origin);
    }

    /** A value is shown where it is written, with a note where it is used. */
    private ConfigNode whole(ConfigNode value) {
      return value instanceof ConfigNode.Scalar from && !scalar.origin().contains(from.origin())
          ? from.usedAt(scalar.origin())
          : value;
    }

    private String part(ConfigNode value, int from, int end) {
      String expression = text.substring(from, end + 1);
      if (value instanceof ConfigNode.Scalar part && !part.isNull()) {
        boolean here = scalar.origin().contains(part.origin());
        origin =
            origin.noting(
                expression + " is " + part.describe(),
                here ? Optional.empty() : Optional.of(part.origin()));
        return part.text();
      }
      if (value instanceof ConfigNode.Broken broken) {
        throw broken.alreadyReported();
      }
      throw fault(
          Code.VARIABLE_IN_TEXT,
          scalar.origin().of(expression),
          value.describe() + " cannot be put into a text");
    }

    private int end(int start) {
      int depth = 0;
      for (int i = start; i < text.length(); i++) {
        if (text.startsWith("${", i)) {
          depth++;
        } else if (text.charAt(i) == '}' && --depth == 0) {
          return i;
        }
      }
      throw fault(
          Code.WRONG_EXPRESSION,
          scalar.origin().of(text.substring(start)),
          "the '}' for this '${' is missing");
    }

    private ConfigNode evaluate(String expression) {
      Origin place = scalar.origin().of("${" + expression + "}");
      String trimmed = expression.strip();
      int fallback = trimmed.indexOf(":-");
      if (trimmed.startsWith("env.") && fallback > 0) {
        String name = trimmed.substring("env.".length(), fallback).strip();
        return environment
            .apply(name)
            .map(value -> value(name, value, place))
            .orElseGet(() -> nested(trimmed.substring(fallback + 2), place));
      }
      return new Expression(trimmed, place, depth, Interpolation.this::lookUp).evaluate();
    }

    private ConfigNode nested(String fallback, Origin place) {
      ConfigNode.Scalar scalarFallback = ConfigNode.Scalar.of(fallback, true, place);
      return fallback.contains("${") ? substitute(scalarFallback) : scalarFallback;
    }
  }

  /** Environment variables are texts; as in a file, one that looks like a number is one. */
  private static ConfigNode value(String name, String text, Origin origin) {
    ConfigNode.Scalar value = ConfigNode.Scalar.of(text, true, origin);
    String told = "the environment variable %s is %s".formatted(name, value.describe());
    return ConfigNode.Scalar.of(text, true, origin.noting(told, Optional.empty()));
  }

  private ConfigNode lookUp(String path, Origin origin) {
    if (path.startsWith("env.")) {
      String name = path.substring("env.".length());
      return environment
          .apply(name)
          .map(value -> value(name, value, origin))
          .orElseThrow(
              () ->
                  new ConfigException(
                      Problem.at(
                              Code.UNSET_ENVIRONMENT_VARIABLE,
                              origin,
                              "the environment variable '" + name + "' is not set")
                          .helping("set it, or write ${env." + name + ":-default}")));
    }
    if (!path.startsWith("vars.")) {
      throw new ConfigException(withoutPrefix(path, origin));
    }
    ConfigNode at = root.get("vars").orElseGet(() -> ConfigNode.Mapping.of(Map.of(), origin));
    String walked = "vars";
    for (String step : path.substring("vars.".length()).split("\\.", -1)) {
      // A variable may itself be an expression whose value has the parts.
      ConfigNode from =
          at instanceof ConfigNode.Scalar scalar && scalar.text().contains("${")
              ? resolve(scalar)
              : at;
      at = child(from, step, walked, origin.of("." + step).part(1, step.length()));
      walked += "." + step;
    }
    return resolve(at);
  }

  private Problem withoutPrefix(String path, Origin origin) {
    Problem problem =
        Problem.at(Code.UNKNOWN_VARIABLE, origin, "'" + path + "' is unknown here")
            .expecting("vars.name or env.NAME");
    return root.get("vars").orElse(root) instanceof ConfigNode.Mapping vars
        ? NearestName.of(path, vars.entries().keySet())
            .map(name -> problem.suggesting("vars." + name))
            .orElse(problem)
        : problem;
  }

  private static ConfigNode child(ConfigNode node, String step, String walked, Origin origin) {
    if (node instanceof ConfigNode.Sequence list && step.matches("[0-9]{1,9}")) {
      int index = Integer.parseInt(step);
      if (index < list.items().size()) {
        return list.items().get(index);
      }
    }
    if (node instanceof ConfigNode.Broken broken) {
      throw broken.alreadyReported();
    }
    if (node instanceof ConfigNode.Mapping mapping) {
      return mapping
          .get(step)
          .orElseThrow(
              () ->
                  new ConfigException(
                      Problem.at(
                              Code.UNKNOWN_VARIABLE,
                              origin,
                              "there is no variable '" + walked + "." + step + "'")
                          .expectingOneOf(mapping.entries().keySet(), step)));
    }
    throw new ConfigException(
        Problem.at(
            Code.UNKNOWN_VARIABLE,
            origin,
            "there is no variable '%s.%s'; %s is %s"
                .formatted(walked, step, walked, node.describe())));
  }

  private static ConfigException fault(Code code, Origin origin, String message) {
    return new ConfigException(Problem.at(code, origin, message));
  }

  /** The environment of this process. */
  public static Optional<String> systemEnvironment(String name) {
    return Optional.ofNullable(System.getenv(name));
  }

  /** Writes a text so that interpolation gives it back. */
  public static String escape(String text) {
    return text.replace("${", "$${");
  }
}
