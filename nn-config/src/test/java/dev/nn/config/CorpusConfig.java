package dev.nn.config;

import dev.nn.config.problem.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A config of a corpus. Its first line says what it is about. Comments after it may say {@code set:
 * key.path=value} for the command line, {@code env: NAME=value} for the environment, and {@code
 * data: no} if the data are not read.
 */
record CorpusConfig(Path file) {
  /** Those in a folder, by name. */
  static List<CorpusConfig> all(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.toString().endsWith(".yaml"))
          .sorted()
          .map(CorpusConfig::new)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Without its ending. */
  String name() {
    return file.getFileName().toString().replace(".yaml", "");
  }

  /** What it is about. */
  String title() {
    return file.getFileName() + ": " + comments().get(0);
  }

  /** The report that is expected. */
  Path report() {
    return file.resolveSibling(name() + ".txt");
  }

  /** What is found in it. */
  List<Problem> problems(ExperimentLoader loader) {
    return problems(loader, setting -> setting);
  }

  /** What is found in it if what is set on the command line is changed. */
  List<Problem> problems(ExperimentLoader loader, UnaryOperator<String> change) {
    Map<String, String> environment =
        headers("env").stream()
            .map(each -> each.split("=", 2))
            .collect(Collectors.toMap(each -> each[0], each -> each[1]));
    return loader.check(
        file,
        headers("set").stream().map(change).toList(),
        headers("data").isEmpty(),
        name -> Optional.ofNullable(environment.get(name)));
  }

  private List<String> headers(String name) {
    return comments().stream()
        .filter(line -> line.startsWith(name + ": "))
        .map(line -> line.substring(name.length() + 2))
        .toList();
  }

  private List<String> comments() {
    try {
      return Files.readString(file)
          .lines()
          .takeWhile(line -> line.startsWith("# "))
          .map(line -> line.substring(2))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
