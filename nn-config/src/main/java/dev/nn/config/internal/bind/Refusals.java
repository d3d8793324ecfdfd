package dev.nn.config.internal.bind;

import dev.nn.api.data.DataException;
import dev.nn.api.tensor.ShapeException;
import dev.nn.config.internal.tree.ConfigNode;
import dev.nn.config.problem.Code;
import dev.nn.config.problem.Origin;
import dev.nn.config.problem.Problem;
import dev.nn.config.problem.WayOut;
import dev.nn.core.expression.SyntaxException;

/** What a record's constructor does not like, at the place of the key that it names. */
final class Refusals {
  private Refusals() {}

  /**
   * @param owner for messages: {@code layer 'dense'}
   */
  static Problem problem(Throwable cause, ConfigNode.Mapping mapping, String owner, Fields fields) {
    String message = String.valueOf(cause.getMessage());
    if (cause instanceof DataException fault) {
      return ofData(fault, mapping, fields);
    }
    if (cause instanceof SyntaxException fault) {
      return ofFormula(fault, mapping, owner);
    }
    if (cause instanceof ShapeException fault) {
      Origin origin =
          fault
              .key()
              .flatMap(fields::entry)
              .map(entry -> entry.value().origin())
              .orElseGet(() -> fields.named(message));
      boolean divides = fault.kind() == ShapeException.Kind.DIVISION;
      Problem problem =
          Problem.at(
              divides ? Code.NOT_DIVISIBLE : Code.REFUSED_VALUE, origin, owner + ": " + message);
      return fault.help().map(problem::helping).orElse(problem);
    }
    return cause instanceof IllegalArgumentException
        ? WayOut.in(owner + ": " + message).at(Code.REFUSED_VALUE, fields.named(message))
        : Problem.at(
            Code.REFUSED_VALUE, mapping.origin(), "%s cannot be made: %s".formatted(owner, cause));
  }

  private static Problem ofData(DataException fault, ConfigNode.Mapping mapping, Fields fields) {
    String last = fault.key().map(key -> key.substring(key.lastIndexOf('.') + 1)).orElse("");
    Origin origin = mapping.get(last).map(ConfigNode::origin).orElseGet(() -> fields.named(""));
    return WayOut.in(fault.key().map(key -> "'" + key + "': ").orElse("") + fault.getMessage())
        .at(Code.REFUSED_VALUE, origin);
  }

  /** Within the formula, which is the value of a key called {@code expression}. */
  private static Problem ofFormula(
      SyntaxException fault, ConfigNode.Mapping mapping, String owner) {
    Origin origin =
        mapping
            .get("expression")
            .filter(ConfigNode.Scalar.class::isInstance)
            .map(
                node ->
                    ((ConfigNode.Scalar) node).place(fault.column() - 1, fault.found().length()))
            .orElse(mapping.origin());
    return WayOut.in(owner + ": " + fault.reason())
        .at(Code.WRONG_FORMULA, origin)
        .expectingOneOf(fault.choices(), fault.found());
  }
}
