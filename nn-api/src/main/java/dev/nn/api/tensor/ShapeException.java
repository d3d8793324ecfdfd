package dev.nn.api.tensor;

/** Shapes or types that do not fit an operation; the message says which, in the user's terms. */
public class ShapeException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  /** What was expected and what was found, without the place, which the caller adds. */
  public ShapeException(String message) {
    super(message);
  }
}
