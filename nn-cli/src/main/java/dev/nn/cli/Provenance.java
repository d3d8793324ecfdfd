package dev.nn.cli;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.nn.config.Experiment;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/** Where a run comes from: what one needs to make it again, or to know why it cannot be. */
final class Provenance {
  /** A data folder with more files than that is not hashed file by file. */
  private static final int MOST_FILES = 1000;

  private Provenance() {}

  /** All that is known before the first step. */
  static JsonObject of(Experiment experiment, Path config, List<String> command) {
    JsonObject json = new JsonObject();
    json.addProperty("name", experiment.spec().name());
    json.addProperty("status", "running");
    json.addProperty("config", config.toString());
    json.add("command", Json.of(command));
    json.addProperty("directory", Path.of("").toAbsolutePath().toString());
    json.addProperty("started", Instant.now().toString());
    json.addProperty("seed", experiment.spec().seed());
    json.addProperty("backend", experiment.backendProvider().name());
    json.add("versions", versions());
    json.add("machine", machine(experiment.spec().backend().threads()));
    json.add("data", data(experiment));
    return json;
  }

  private static JsonObject versions() {
    JsonObject versions = new JsonObject();
    versions.addProperty("nn", Version.TEXT);
    versions.addProperty("java", System.getProperty("java.runtime.version"));
    versions.addProperty("java_vendor", System.getProperty("java.vendor"));
    JsonArray libraries = new JsonArray();
    String[] classPath = System.getProperty("java.class.path").split(File.pathSeparator);
    Arrays.stream(classPath)
        .filter(entry -> entry.endsWith(".jar"))
        .map(entry -> Path.of(entry).getFileName().toString().replaceFirst("\\.jar$", ""))
        .sorted()
        .forEach(libraries::add);
    versions.add("libraries", libraries);
    return versions;
  }

  private static JsonObject machine(int threads) {
    JsonObject machine = new JsonObject();
    machine.addProperty(
        "os", System.getProperty("os.name") + " " + System.getProperty("os.version"));
    machine.addProperty("arch", System.getProperty("os.arch"));
    Processor.name().ifPresent(name -> machine.addProperty("processor", name));
    int processors = Runtime.getRuntime().availableProcessors();
    machine.addProperty("processors", processors);
    machine.addProperty("threads", threads == 0 ? processors : threads);
    machine.addProperty("java_heap_bytes", Runtime.getRuntime().maxMemory());
    return machine;
  }

  /** Every file that a path of the data source names, with its hash. */
  static JsonArray data(Experiment experiment) {
    JsonArray files = new JsonArray();
    Object source = experiment.spec().data();
    for (Path path : DataFiles.of(source, experiment.base())) {
      JsonObject file = new JsonObject();
      file.addProperty("path", path.toString());
      if (Files.isRegularFile(path) && files.size() < MOST_FILES) {
        file.addProperty("bytes", path.toFile().length());
        file.addProperty("sha256", sha256(path));
      }
      files.add(file);
    }
    return files;
  }

  private static String sha256(Path file) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
        in.transferTo(OutputStream.nullOutputStream());
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // Every Java platform has it.
    }
  }
}
