package dev.nn.config.internal.bind;

import dev.nn.api.spec.Range;
import dev.nn.config.internal.tree.ConfigNode;
import dev.nn.config.problem.Code;
import dev.nn.config.problem.Problem;
import dev.nn.config.problem.Problems;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Scalars to numbers, truth values, texts, paths and constants. */
final class Scalars {
  private final Problems problems;
  private final Path base;

  /**
   * @param base the folder that paths are made relative to
   */
  Scalars(Problems problems, Path base) {
    this.problems = problems;
    this.base = base.toAbsolutePath().normalize();
  }

  Optional<Object> bind(
      Class<?> type, ConfigNode.Scalar scalar, String what, Optional<Range> range) {
    if (type == int.class || type == Integer.class) {
      return whole(scalar, what, range, Integer.MIN_VALUE, Integer.MAX_VALUE).map(Long::intValue);
    }
    if (type == long.class || type == Long.class) {
      return whole(scalar, what, range, Long.MIN_VALUE, Long.MAX_VALUE).map(value -> value);
    }
    if (type == double.class || type == Double.class) {
      Optional<Double> value = scalar.number();
      if (value.isEmpty()) {
        wrongType(scalar, what, "a number");
      }
      return value.filter(number -> inRange(scalar, what, number, range)).map(v -> v);
    }
    if (type == boolean.class || type == Boolean.class) {
      if (scalar.truth().isEmpty()) {
        wrongType(scalar, what, "true or false");
      }
      return scalar.truth().map(value -> value);
    }
    if (type == String.class) {
      return Optional.of(scalar.text());
    }
    return type == Path.class ? path(scalar, what) : constant(type, scalar, what);
  }

  private Optional<Long> whole(
      ConfigNode.Scalar scalar, String what, Optional<Range> range, long min, long max) {
    Optional<Long> value = scalar.whole();
    if (value.isEmpty()) {
      wrongType(scalar, what, "a whole number");
      return value;
    }
    if (value.get() < min || value.get() > max) {
      problems.add(
          Problem.at(Code.OUT_OF_RANGE, scalar.origin(), what + " is too large: " + scalar.text())
              .expecting("a whole number of at most " + max));
      return Optional.empty();
    }
    return value.filter(number -> inRange(scalar, what, number, range));
  }

  private boolean inRange(
      ConfigNode.Scalar scalar, String what, double value, Optional<Range> bounds) {
    if (bounds.isEmpty()) {
      return true;
    }
    Range range = bounds.get();
    boolean inside =
        (range.minExclusive() ? value > range.min() : value >= range.min())
            && (range.maxExclusive() ? value < range.max() : value <= range.max());
    if (!inside) {
      String expected = words(range);
      Problem problem =
          Problem.at(
                  Code.OUT_OF_RANGE,
                  scalar.origin(),
                  "%s must be %s, found %s".formatted(what, expected, scalar.text()))
              .expecting(expected);
      boolean percent = range.min() == 0 && range.max() == 1 && value > 1 && value <= 100;
      problems.add(percent ? asShare(problem, scalar, MeantValue.share(value)) : problem);
    }
    return inside;
  }

  private static Problem asShare(Problem problem, ConfigNode.Scalar scalar, String share) {
    return problem.helping("%s %% is %s".formatted(scalar.text(), share)).fixedBy(share);
  }

  private static String words(Range range) {
    String low =
        range.min() == Double.NEGATIVE_INFINITY
            ? ""
            : (range.minExclusive() ? "greater than " : "at least ") + number(range.min());
    String high =
        range.max() == Double.POSITIVE_INFINITY
            ? ""
            : (range.maxExclusive() ? "less than " : "at most ") + number(range.max());
    return low + (low.isEmpty() || high.isEmpty() ? "" : " and ") + high;
  }

  private static String number(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? Long.toString((long) value)
        : Double.toString(value);
  }

  /** A path is relative to the file it is written in; here it becomes relative to the config. */
  private Optional<Object> path(ConfigNode.Scalar scalar, String what) {
    try {
      Path path = Path.of(scalar.text());
      Optional<Path> file = scalar.origin().source().file();
      if (scalar.text().isEmpty()) {
        wrongType(scalar, what, "a path");
        return Optional.empty();
      }
      if (path.isAbsolute() || file.isEmpty()) {
        return Optional.of(path);
      }
      Path folder = file.get().toAbsolutePath().normalize().getParent();
      return Optional.of(
          folder.equals(base) ? path : base.relativize(folder.resolve(path).normalize()));
    } catch (InvalidPathException e) {
      problems.add(
          Problem.at(Code.WRONG_PATH, scalar.origin(), what + " is not a path: " + e.getReason()));
      return Optional.empty();
    }
  }

  private Optional<Object> constant(Class<?> type, ConfigNode.Scalar scalar, String what) {
    List<String> names =
        Arrays.stream(type.getEnumConstants()).map(constant -> name((Enum<?>) constant)).toList();
    int index = names.indexOf(scalar.text().toLowerCase(Locale.ROOT));
    if (index < 0) {
      problems.add(
          Problem.at(
                  Code.UNKNOWN_CHOICE,
                  scalar.origin(),
                  "%s cannot be %s".formatted(what, scalar.describe()))
              .expectingOneOf(names, scalar.text()));
      return Optional.empty();
    }
    return Optional.of(type.getEnumConstants()[index]);
  }

  static String name(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  void wrongType(ConfigNode node, String what, String expected) {
    Problem problem =
        Problem.at(
                Code.WRONG_TYPE,
                node.origin(),
                "%s must be %s, found %s".formatted(what, expected, node.describe()))
            .expecting(expected);
    problems.add(MeantValue.in(problem, node, expected));
  }
}
