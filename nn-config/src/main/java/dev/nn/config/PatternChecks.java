package dev.nn.config;

import dev.nn.api.train.PathPattern;
import dev.nn.config.problem.Code;
import dev.nn.config.problem.NearestName;
import dev.nn.config.problem.Problem;
import dev.nn.config.problem.Problems;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Whether the optimizer's path patterns match parameters: one that matches none is a slip. */
final class PatternChecks {
  /** Networks can have hundreds of parameters. */
  private static final int MOST_LISTED = 20;

  private final Places places;
  private final Problems problems;

  PatternChecks(Places places, Problems problems) {
    this.places = places;
    this.problems = problems;
  }

  /**
   * @param paths of all parameters, trained or not
   */
  void check(Set<String> patterns, List<String> paths) {
    patterns.stream()
        .filter(pattern -> paths.stream().noneMatch(new PathPattern(pattern)::matches))
        .forEach(pattern -> problems.add(problem(pattern, paths)));
  }

  private Problem problem(String pattern, List<String> paths) {
    Problem problem =
        Problem.at(
                Code.PATTERN_MATCHES_NOTHING,
                places.written("optimizer", pattern),
                "the path pattern '" + pattern + "' matches no parameter")
            .expecting(listed(paths));
    return NearestName.of(pattern, candidates(paths))
        .map(name -> problem.suggesting(name))
        .orElse(problem);
  }

  private static String listed(List<String> paths) {
    String first = String.join(", ", paths.subList(0, Math.min(MOST_LISTED, paths.size())));
    String more =
        paths.size() > MOST_LISTED ? " and " + (paths.size() - MOST_LISTED) + " more" : "";
    return paths.isEmpty()
        ? "no pattern: the model has no parameters"
        : "a pattern for one of: " + first + more;
  }

  /** Each path, and what it could be written as with a star for a layer or a parameter. */
  private static List<String> candidates(List<String> paths) {
    Set<String> candidates = new LinkedHashSet<>(paths);
    for (String path : paths) {
      int slash = path.lastIndexOf('/');
      candidates.add("*" + path.substring(Math.max(slash, 0)));
      for (int at = path.indexOf('/'); at > 0; at = path.indexOf('/', at + 1)) {
        candidates.add(path.substring(0, at) + "/*");
      }
    }
    return new ArrayList<>(candidates);
  }
}
