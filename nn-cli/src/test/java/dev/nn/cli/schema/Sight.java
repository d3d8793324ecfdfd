package dev.nn.cli.schema;

import dev.nn.config.problem.Code;
import java.util.EnumSet;
import java.util.Set;

/**
 * Which mistakes an editor sees. Those of neither kind lie between values, such as shapes and names
 * that refer to others, or outside of the file, such as data: a schema judges each value by itself.
 */
final class Sight {
  /** What readers of YAML refuse, so that there is nothing to hold against a schema. */
  static final Set<Code> SYNTAX =
      EnumSet.of(
          Code.INVALID_YAML,
          Code.UNCLOSED_QUOTE,
          Code.UNCLOSED_BRACKET,
          Code.TAB,
          Code.MISPLACED_COLON,
          Code.MISSING_COLON,
          Code.NEEDS_QUOTES,
          Code.UNDEFINED_ALIAS,
          Code.SEVERAL_DOCUMENTS,
          Code.FORBIDDEN_CHARACTER,
          Code.KEY_IS_NO_TEXT,
          Code.FORBIDDEN_TAG,
          Code.WRONG_MERGE,
          Code.WRONG_INDENTATION,
          Code.WRONG_ESCAPE);

  /** What is wrong with a key or a value by itself. */
  static final Set<Code> SCHEMA =
      EnumSet.of(
          Code.EMPTY_CONFIG,
          Code.NOT_A_MAPPING,
          Code.WRONG_EXTENDS,
          Code.UNKNOWN_KEY,
          Code.MISSING_KEY,
          Code.WRONG_TYPE,
          Code.OUT_OF_RANGE,
          Code.NO_VALUE,
          Code.UNKNOWN_CHOICE,
          Code.UNKNOWN_TYPE,
          Code.TWO_NAMES_OF_ONE_KEY,
          Code.WRONG_PATH,
          Code.UNKNOWN_VERSION,
          Code.WRONG_NAME,
          Code.WRONG_IGNORE,
          Code.NO_LAYERS,
          Code.NO_INPUTS,
          Code.COPY_WITH_KEYS,
          Code.NO_OUTPUTS,
          Code.UNKNOWN_BACKEND);

  private Sight() {}
}
