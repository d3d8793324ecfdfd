package dev.nn.core.expression;

/** A formula that cannot be read. */
public class SyntaxException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  /**
   * @param column where the fault is, from 1
   */
  SyntaxException(String message, int column) {
    super(message + " (column " + column + " of the expression)");
  }
}
