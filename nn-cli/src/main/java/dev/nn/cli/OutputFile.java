package dev.nn.cli;

import dev.nn.core.model.AtomicFile;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file that the command line names and that is to be written. */
final class OutputFile {
  private OutputFile() {}

  /**
   * Finds before the work what would fail after it.
   *
   * @throws UsageException if the file cannot be written
   */
  static void check(Path file) {
    Path folder = file.toAbsolutePath().getParent();
    if (Files.isDirectory(file) || folder == null) {
      throw new UsageException("cannot write '" + file + "': it is a folder", "name a file in it");
    }
    if (!Files.isDirectory(folder)) {
      throw new UsageException(
          "cannot write '" + file + "': there is no folder " + folder, "make the folder first");
    }
    if (!Files.isWritable(Files.exists(file) ? file : folder)) {
      throw new UsageException("cannot write '" + file + "': permission denied", "");
    }
  }

  /** Writes the content, all or nothing; into a pipe or a device as it comes. */
  static void write(Path file, AtomicFile.Content content) throws IOException {
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      try (OutputStream out = Files.newOutputStream(file)) {
        content.writeTo(out);
      }
      return;
    }
    // The file that a link leads to: renaming onto the link would replace it.
    AtomicFile.write(Files.exists(file) ? file.toRealPath() : file, content);
  }
}
