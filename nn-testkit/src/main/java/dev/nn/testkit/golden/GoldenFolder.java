package dev.nn.testkit.golden;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Where the golden files are. */
record GoldenFolder(Path path) {
  static final String PROPERTY = "nn.golden.dir";

  /**
   * The folder that the system property {@value #PROPERTY} names, or else {@code shared/golden}
   * beside the project's root or another folder above the working directory.
   */
  static Optional<GoldenFolder> find() {
    String stated = System.getProperty(PROPERTY);
    if (stated != null) {
      return Optional.of(Path.of(stated)).filter(Files::isDirectory).map(GoldenFolder::new);
    }
    for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      Path folder = at.resolve("shared/golden");
      if (Files.isDirectory(folder)) {
        return Optional.of(new GoldenFolder(folder));
      }
    }
    return Optional.empty();
  }

  /** The files of a kind, by name. */
  List<Path> files(GoldenKind kind) {
    try (Stream<Path> files = Files.list(path.resolve(kind.folder()))) {
      return files.filter(file -> file.toString().endsWith(".json")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
