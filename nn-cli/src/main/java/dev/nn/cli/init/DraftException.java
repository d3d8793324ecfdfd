package dev.nn.cli.init;

/** No sensible config can be made of a file. */
public final class DraftException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String hint;

  /** What stands in the way, and the way out; the latter may be empty. */
  DraftException(String message, String hint) {
    super(message);
    this.hint = hint;
  }

  /** The way out; may be empty. */
  public String hint() {
    return hint;
  }
}
