package dev.nn.cli;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.nn.config.Experiment;
import dev.nn.config.ExperimentLoader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One of two things that are compared.
 *
 * @param path as the user names it
 * @param experiment its config
 * @param run what {@code run.json} says, if it is a run, or the model of one
 */
record DiffSide(Path path, Experiment experiment, Optional<JsonObject> run) {
  /** Every zip file, as model files are, begins so. */
  private static final byte[] ZIP = {'P', 'K', 3, 4};

  /**
   * Reads a config, a run's folder or a model file.
   *
   * @throws UsageException if it is none of these
   */
  static DiffSide read(Path path, ExperimentLoader loader) throws IOException {
    if (Files.isDirectory(path)) {
      RunDirectory run = new RunDirectory(path);
      if (!Files.exists(run.config())) {
        throw new UsageException(
            path + " has no config.yaml", "expected a config, a model file or the folder of a run");
      }
      return new DiffSide(path, loader.load(run.config()), provenance(run));
    }
    if (isZip(path)) {
      Path folder = path.toAbsolutePath().getParent();
      return new DiffSide(
          path,
          TrainedModel.read(path, List.of()).experiment(),
          provenance(new RunDirectory(folder)));
    }
    return new DiffSide(path, loader.load(path), Optional.empty());
  }

  private static boolean isZip(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      return false; // The config loader has the better words for what is not there.
    }
    try (InputStream in = Files.newInputStream(file)) {
      return Arrays.equals(in.readNBytes(ZIP.length), ZIP);
    }
  }

  private static Optional<JsonObject> provenance(RunDirectory run) throws IOException {
    if (!Files.exists(run.provenance())) {
      return Optional.empty();
    }
    return Optional.of(RunRecord.read(run.provenance()));
  }

  /** A short name: that of the file or of the run's folder. */
  String label() {
    return path.toAbsolutePath().normalize().getFileName().toString();
  }

  /** How the run ended: done, failed, interrupted, diverged, running; empty if it is no run. */
  Optional<String> status() {
    return run.flatMap(json -> element(json, "status")).map(JsonElement::getAsString);
  }

  /** A number of the run's result, such as {@code seconds}. */
  Optional<Double> result(String name) {
    return run.flatMap(json -> element(json, "result"))
        .flatMap(result -> element(result.getAsJsonObject(), name))
        .map(JsonElement::getAsDouble);
  }

  /** Metrics that are single numbers, by part of the data, then by name. */
  Map<String, Map<String, Double>> metrics() {
    Map<String, Map<String, Double>> metrics = new LinkedHashMap<>();
    run.flatMap(json -> element(json, "result"))
        .flatMap(result -> element(result.getAsJsonObject(), "metrics"))
        .ifPresent(
            parts ->
                parts
                    .getAsJsonObject()
                    .entrySet()
                    .forEach(part -> metrics.put(part.getKey(), numbers(part.getValue()))));
    return metrics;
  }

  private static Map<String, Double> numbers(JsonElement part) {
    Map<String, Double> numbers = new LinkedHashMap<>();
    part.getAsJsonObject()
        .entrySet()
        .forEach(
            each -> {
              if (Json.isNumber(each.getValue())) {
                numbers.put(each.getKey(), each.getValue().getAsDouble());
              }
            });
    return numbers;
  }

  /** SHA-256 of the data files that the run read, by their names. */
  Map<String, String> data() {
    return run.map(DiffSide::hashes).orElseGet(Map::of);
  }

  /** The same of what a {@code run.json} says. */
  static Map<String, String> hashes(JsonObject provenance) {
    Map<String, String> hashes = new LinkedHashMap<>();
    element(provenance, "data")
        .ifPresent(
            files ->
                files
                    .getAsJsonArray()
                    .forEach(
                        file ->
                            element(file.getAsJsonObject(), "sha256")
                                .ifPresent(
                                    hash ->
                                        hashes.put(
                                            file.getAsJsonObject().get("path").getAsString(),
                                            hash.getAsString()))));
    return hashes;
  }

  private static Optional<JsonElement> element(JsonObject json, String name) {
    return Optional.ofNullable(json.get(name)).filter(each -> !each.isJsonNull());
  }
}
