package dev.nn.api.data;

import java.nio.file.Path;
import java.util.Map;

/**
 * The fitted way from a raw file to model inputs, kept with a model so that prediction sees what
 * training saw.
 */
public interface Preprocessing {
  /**
   * A JSON-like description (maps, lists, strings, numbers, booleans) from which the same
   * preprocessing can be made again; its {@code type} key names the kind.
   */
  Map<String, Object> describe();

  /**
   * Reads a file without targets (target columns, if there, are ignored).
   *
   * @throws DataException if the file does not have what the model needs
   */
  RawExamples read(Path file);

  /**
   * Reads a file with targets, prepared exactly as the training data were.
   *
   * @throws DataException if the file does not have what the model needs
   */
  Dataset readLabelled(Path file);
}
