package dev.nn.cli;

import java.nio.file.Files;
import java.nio.file.Path;

/** Files that the command line names. */
final class InputFile {
  private InputFile() {}

  /** The file, or a folder for a model of image files, if it is there. */
  static Path check(Path file) {
    if (!Files.exists(file)) {
      throw new UsageException(
          "no such file: " + file,
          "paths on the command line start from " + Path.of("").toAbsolutePath());
    }
    return file;
  }
}
