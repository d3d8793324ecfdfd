package dev.nn.config;

import java.nio.file.Path;

/** Names for folders of runs. */
final class FolderNames {
  private static final int LONGEST = 100;

  private FolderNames() {}

  /** The name of an experiment that has none: the file's, without its ending. */
  static String ofConfig(Path file) {
    return safe(file.getFileName().toString().replaceFirst("\\.[A-Za-z]+$", ""));
  }

  /** The nearest name that a folder can have on every system. */
  static String safe(String name) {
    String safe = name.replaceAll("[^A-Za-z0-9._-]", "-").replaceFirst("^[.-]+", "");
    return safe.isEmpty() ? "experiment" : safe.substring(0, Math.min(LONGEST, safe.length()));
  }
}
