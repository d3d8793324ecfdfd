package dev.nn.cli;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The folder of a training run.
 *
 * @param path such as {@code runs/digits-mlp-1}
 */
record RunDirectory(Path path) {
  /** Where runs are made if nothing else is said. */
  static final Path PARENT = Path.of("runs");

  /**
   * Makes {@code NAME-N} in a folder, N being the first number that is free.
   *
   * @throws UsageException if that cannot be written
   */
  static RunDirectory create(Path parent, String name) {
    try {
      Files.createDirectories(parent);
      return makeNext(parent, name);
    } catch (IOException e) {
      throw new UsageException(
          "cannot make a folder for the run in '" + parent + "': " + ErrorReport.message(e),
          "choose another folder by --output");
    }
  }

  private static RunDirectory makeNext(Path parent, String name) throws IOException {
    String stem = name.replaceAll("[^\\p{L}\\p{N}._-]+", "_");
    for (int n = 1; ; n++) {
      try {
        // Making it decides: two runs that start at once get two folders.
        Path made = Files.createDirectory(parent.resolve(stem + "-" + n));
        Files.createDirectory(made.resolve("checkpoints"));
        return new RunDirectory(made);
      } catch (FileAlreadyExistsException e) {
        continue;
      }
    }
  }

  /**
   * A run that has begun.
   *
   * @throws UsageException if there is none in this folder
   */
  static RunDirectory begun(Path folder) {
    RunDirectory run = new RunDirectory(folder);
    for (Path file : List.of(folder, run.config(), run.provenance())) {
      if (!Files.exists(file)) {
        throw new UsageException(
            "no such file or folder: " + file,
            "expected the folder of a run, such as " + PARENT.resolve("NAME-1"));
      }
    }
    if (!Files.exists(run.state())) {
      throw new UsageException(
          folder + " has nothing to go on from: there is no " + folder.relativize(run.state()),
          "it ended in its first seconds, or was made by an older nn; train it anew");
    }
    return run;
  }

  /** The model file that a user means by a run's folder or by the file itself. */
  static Path modelFile(Path modelOrRun) {
    if (!Files.exists(modelOrRun)) {
      throw new UsageException(
          "no such file or folder: " + modelOrRun,
          "expected a model file such as runs/NAME-1/model.nn, or the folder of a run");
    }
    if (!Files.isDirectory(modelOrRun)) {
      return modelOrRun;
    }
    Path model = new RunDirectory(modelOrRun).model();
    if (!Files.exists(model)) {
      throw new UsageException(
          modelOrRun + " has no model.nn",
          "is it a run's folder, and did the run come to its end?");
    }
    return model;
  }

  /** The trained model. */
  Path model() {
    return path.resolve("model.nn");
  }

  /** The config with everything resolved. */
  Path config() {
    return path.resolve("config.yaml");
  }

  /** One line per epoch. */
  Path metrics() {
    return path.resolve("metrics.jsonl");
  }

  /** Where the run comes from and what came of it. */
  Path provenance() {
    return path.resolve("run.json");
  }

  /** Weights of the best epoch so far. */
  Path best() {
    return path.resolve("checkpoints").resolve("best.safetensors");
  }

  /** Weights as training left them, before the best ones were put back. */
  Path last() {
    return path.resolve("checkpoints").resolve("last.safetensors");
  }

  /** What training goes on from. */
  Path state() {
    return path.resolve("checkpoints").resolve("resume.safetensors");
  }
}
