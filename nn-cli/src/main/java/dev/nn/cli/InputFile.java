package dev.nn.cli;

import java.nio.file.Files;
import java.nio.file.Path;

/** Files that the command line names. */
final class InputFile {
  private InputFile() {}

  /** The file, if it is one. */
  static Path check(Path file) {
    if (!Files.exists(file)) {
      throw new UsageException(
          "no such file: " + file,
          "paths on the command line start from " + Path.of("").toAbsolutePath());
    }
    if (Files.isDirectory(file)) {
      throw new UsageException("not a file: " + file, "");
    }
    return file;
  }
}
