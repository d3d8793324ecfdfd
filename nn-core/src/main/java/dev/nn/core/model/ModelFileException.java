package dev.nn.core.model;

import java.io.IOException;
import java.nio.file.Path;

/** A file of weights or a model that cannot be used; the message says what was found in it. */
public final class ModelFileException extends IOException {
  private static final long serialVersionUID = 1L;

  /** A fault of a file. */
  public ModelFileException(Path file, String message) {
    this(file, message, null);
  }

  /** A fault of a file, with its cause. */
  public ModelFileException(Path file, String message, Throwable cause) {
    super(file + ": " + message, cause);
  }

  /** A fault of content whose file the caller knows. */
  ModelFileException(String message) {
    super(message);
  }
}
