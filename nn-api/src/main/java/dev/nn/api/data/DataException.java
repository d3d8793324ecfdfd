package dev.nn.api.data;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Data that cannot be had or are not what was declared. The message is in the user's terms and says
 * what to do.
 */
public class DataException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Path file;
  private final int line;
  private final String key;

  private DataException(String message, Path file, int line, String key, Throwable cause) {
    super(message, cause);
    this.file = file;
    this.line = line;
    this.key = key;
  }

  /** A fault at a line of a data file, counted from 1; 0 if it concerns the whole file. */
  public static DataException at(Path file, int line, String message) {
    return new DataException(message, file, line, null, null);
  }

  /**
   * A fault of the config: {@code key} is the dotted path below {@code data}, such as {@code
   * target.column}.
   */
  public static DataException inKey(String key, String message) {
    return new DataException(message, null, 0, key, null);
  }

  /** A fault of reading or fetching. */
  public static DataException because(Path file, String message, Throwable cause) {
    return new DataException(message, file, 0, null, cause);
  }

  /** The data file concerned. */
  public Optional<Path> file() {
    return Optional.ofNullable(file);
  }

  /** Line in {@link #file}, from 1; 0 if none. */
  public int line() {
    return line;
  }

  /** The config key at fault, below {@code data}. */
  public Optional<String> key() {
    return Optional.ofNullable(key);
  }
}
