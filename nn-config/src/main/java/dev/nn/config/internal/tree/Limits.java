package dev.nn.config.internal.tree;

import dev.nn.config.problem.Code;
import dev.nn.config.problem.ConfigException;
import dev.nn.config.problem.Origin;
import dev.nn.config.problem.Problem;

/** What no honest config exceeds; a file beyond is refused before it costs memory or time. */
final class Limits {
  /** Characters of one file. */
  static final int CHARACTERS = 1 << 20;

  /** Characters of all texts that variables are put into. */
  static final int EXPANDED = 1 << 23;

  /** Values, after aliases and variables are put in. */
  static final int VALUES = 100_000;

  /** Nesting as written. */
  static final int NESTING = 50;

  /** Nesting after aliases and variables are put in; also of variables that refer to variables. */
  static final int DEPTH = 100;

  /** Parentheses and signs that are open in all expressions that wait for each other. */
  static final int OPEN = 200;

  /** Aliases of lists and mappings in one file. */
  static final int ALIASES = 50;

  private Limits() {}

  /**
   * @throws ConfigException if the node has grown beyond the limits
   */
  static <N extends ConfigNode> N check(N node, Origin origin) {
    if (node.size() > VALUES) {
      throw new ConfigException(
          Problem.at(
              Code.TOO_LARGE,
              origin,
              "aliases or variables expand to more than " + VALUES + " values"));
    }
    if (node.depth() > DEPTH) {
      throw new ConfigException(
          Problem.at(Code.TOO_LARGE, origin, "values are nested more than " + DEPTH + " deep"));
    }
    return node;
  }
}
