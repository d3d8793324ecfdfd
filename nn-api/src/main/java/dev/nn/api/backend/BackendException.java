package dev.nn.api.backend;

/** Something a backend cannot do. The message is in the user's terms and says the way out. */
public class BackendException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** What cannot be done, and what to do instead. */
  public BackendException(String message) {
    super(message);
  }

  /** As above, with the cause. */
  public BackendException(String message, Throwable cause) {
    super(message, cause);
  }
}
