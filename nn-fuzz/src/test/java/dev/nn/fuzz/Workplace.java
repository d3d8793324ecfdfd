package dev.nn.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A folder like {@code configs}, with the data that lie there and parents to extend. */
final class Workplace implements AutoCloseable {
  private final Path folder;

  Workplace() {
    try {
      folder = Files.createTempDirectory("nn-fuzz");
      Path data = Files.createDirectory(folder.resolve("data"));
      // Of each the first rows, so that reading them takes no time.
      try (Stream<Path> files = Files.list(Path.of("../configs/data"))) {
        for (Path file : files.filter(each -> each.toString().endsWith(".csv")).toList()) {
          List<String> lines = Files.readAllLines(file);
          Files.write(data.resolve(file.getFileName()), every(lines));
        }
      }
      Files.writeString(folder.resolve("parent.yaml"), "extends: grandparent.yaml\nseed: 7\n");
      Files.writeString(folder.resolve("grandparent.yaml"), "vars: {a: 1}\ntrain: {epochs: 2}\n");
      Files.writeString(folder.resolve("circle.yaml"), "extends: circle.yaml\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The header and rows from all over, as files are often sorted by class. */
  private static List<String> every(List<String> lines) {
    int step = Math.max(1, lines.size() / 30);
    return Stream.concat(
            lines.stream().limit(1),
            Stream.iterate(1, i -> i < lines.size(), i -> i + step).map(lines::get))
        .toList();
  }

  Path folder() {
    return folder;
  }

  /** Writes a file, over the one that was there. */
  Path write(String name, byte[] content) {
    try {
      return Files.write(folder.resolve(name), content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
