package dev.nn.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What inputs are made of: the shipped configs, the broken and the suspicious ones. */
final class Corpus {
  private static final Path ROOT = Path.of("..");

  private Corpus() {}

  /** Those that work, in the order of their names. */
  static List<Path> shipped() {
    return below(ROOT.resolve("configs"));
  }

  /** Those and the ones that do not. */
  static List<Path> all() {
    Path resources = ROOT.resolve("nn-config/src/test/resources");
    List<Path> all = new ArrayList<>(shipped());
    all.addAll(below(resources.resolve("broken")));
    all.addAll(below(resources.resolve("suspicious")));
    return all;
  }

  /** Small networks of many kinds of layers, on small data. */
  static List<Path> networks() {
    return below(Path.of("src/test/resources/dev/nn/fuzz/networks"));
  }

  /** What to begin with: all when inputs are looked for, else a few; other tests have them all. */
  static List<Path> seeds() {
    boolean fuzzing = System.getenv("JAZZER_FUZZ") != null;
    List<Path> all = all();
    return fuzzing
        ? all
        : IntStream.range(0, all.size()).filter(i -> i % 10 == 0).mapToObj(all::get).toList();
  }

  private static List<Path> below(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      List<Path> configs =
          files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
      if (configs.isEmpty()) {
        throw new IllegalStateException("no configs in " + folder.toAbsolutePath());
      }
      return configs;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
