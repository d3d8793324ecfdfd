package dev.nn.cli;

/** A command that asks for what cannot be: reported in one or two lines, status 2. */
final class UsageException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String hint;

  /** What is wrong, and the way out; the latter may be empty. */
  UsageException(String message, String hint) {
    super(message);
    this.hint = hint;
  }

  /** The way out; may be empty. */
  String hint() {
    return hint;
  }
}
