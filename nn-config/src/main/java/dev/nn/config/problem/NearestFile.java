package dev.nn.config.problem;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds what a misspelt path may have meant. */
public final class NearestFile {
  private NearestFile() {}

  /** What to say of a file or folder that is not there. */
  public static Optional<String> hint(Path missing) {
    if (missing.startsWith("~") || missing.toString().contains("/~/")) {
      return Optional.of("'~' is not known here: write ${env.HOME} for your home folder");
    }
    if (missing.toString().contains("\\")) {
      return Optional.of("write the path with / in place of \\");
    }
    Path folder = missing.toAbsolutePath().getParent();
    if (folder == null || missing.getFileName() == null) {
      return Optional.empty();
    }
    if (!Files.isDirectory(folder)) {
      return Optional.of("there is no folder " + missing.getParent() + " either");
    }
    try (Stream<Path> files = Files.list(folder)) {
      List<String> names = files.map(file -> file.getFileName().toString()).sorted().toList();
      return NearestName.of(missing.getFileName().toString(), names)
          .map(name -> "did you mean '" + missing.resolveSibling(name) + "'?");
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
