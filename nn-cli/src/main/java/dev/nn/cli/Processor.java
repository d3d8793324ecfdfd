package dev.nn.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What Linux says of the processor; elsewhere nothing is known. */
final class Processor {
  private static final Path CPUINFO = Path.of("/proc/cpuinfo");

  private Processor() {}

  /** Such as {@code AMD EPYC 9R14}. */
  static Optional<String> name() {
    return value("model name");
  }

  /** Those that numerics profit from, such as {@code AVX2, AVX-512}; may be empty. */
  static String instructionSets() {
    Set<String> flags = new HashSet<>(List.of(value("flags").orElse("").split(" ")));
    return Stream.of(
            flags.contains("avx2") ? "AVX2" : "",
            flags.contains("avx512f") ? "AVX-512" : "",
            flags.contains("amx_tile") ? "AMX" : "")
        .filter(name -> !name.isEmpty())
        .collect(Collectors.joining(", "));
  }

  private static Optional<String> value(String key) {
    try (Stream<String> lines = Files.lines(CPUINFO)) {
      return lines
          .filter(line -> line.startsWith(key))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst();
    } catch (IOException | UncheckedIOException e) {
      return Optional.empty(); // Not Linux.
    }
  }
}
