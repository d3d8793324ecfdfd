package dev.nn.data;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;

/**
 * Real data sets that are not part of the project: the folder of the system property {@code
 * nn.data.dir}, else a folder {@code shared/data} above the working directory. Tests that need an
 * absent one are skipped.
 */
final class SharedData {
  private SharedData() {}

  static Path file(String name) {
    Optional<Path> file = root().map(root -> root.resolve(name)).filter(Files::exists);
    Assumptions.assumeTrue(
        file.isPresent(),
        () -> "skipped: no " + name + "; name a folder that has it by -Dnn.data.dir");
    return file.get();
  }

  private static Optional<Path> root() {
    String stated = System.getProperty("nn.data.dir");
    if (stated != null) {
      return Optional.of(Path.of(stated));
    }
    for (Path dir = Path.of("").toAbsolutePath(); dir != null; dir = dir.getParent()) {
      if (Files.isDirectory(dir.resolve("shared/data"))) {
        return Optional.of(dir.resolve("shared/data"));
      }
    }
    return Optional.empty();
  }
}
