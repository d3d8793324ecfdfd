package dev.nn.cli;

import static dev.nn.api.backend.Diagnosis.failure;
import static dev.nn.api.backend.Diagnosis.ok;
import static dev.nn.api.backend.Diagnosis.warning;

import dev.nn.api.backend.Diagnosis;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Where data are looked for and runs are written, as {@code nn doctor} sees it. */
final class FolderChecks {
  /** About what the largest of the data sets that nn downloads takes. */
  private static final long LITTLE_SPACE = 200L << 20;

  private FolderChecks() {}

  /** Those of this process. */
  static List<Diagnosis> all() {
    return List.of(
        dataRoot(Optional.ofNullable(System.getenv("NN_DATA_ROOT")).map(Path::of)),
        writable("downloads", Path.of(System.getProperty("user.home"), ".cache", "nn"), "set HOME"),
        writable(
            "runs", RunDirectory.PARENT.toAbsolutePath(), "run nn elsewhere, or use --output"));
  }

  /** The folder in which data sets are looked for first. */
  static Diagnosis dataRoot(Optional<Path> root) {
    String name = "NN_DATA_ROOT";
    if (root.isEmpty()) {
      return ok(name, "not set: data sets are downloaded");
    }
    if (!Files.isDirectory(root.get())) {
      return warning(
          name,
          root.get() + " is no folder: data sets are downloaded",
          "make the folder, or take the variable out of the environment");
    }
    return Files.isReadable(root.get())
        ? ok(name, root.get().toString())
        : warning(
            name, root.get() + " cannot be read: permission denied", "change its permissions");
  }

  /** A folder that is made when it is needed. */
  static Diagnosis writable(String name, Path folder, String otherwise) {
    Path there = folder;
    while (!Files.exists(there)) {
      there = there.getParent();
    }
    if (!Files.isDirectory(there)) {
      return failure(name, there + " is no folder", "move the file away, or " + otherwise);
    }
    if (!Files.isWritable(there)) {
      return failure(name, there + " cannot be written", "change its permissions, or " + otherwise);
    }
    long free = there.toFile().getUsableSpace();
    String found = "%s (%s free)".formatted(folder, MachineChecks.gigabytes(free));
    return free < LITTLE_SPACE
        ? warning(name, found, "make room, or " + otherwise)
        : ok(name, found);
  }
}
