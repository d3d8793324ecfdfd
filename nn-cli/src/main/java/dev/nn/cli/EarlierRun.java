package dev.nn.cli;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import dev.nn.cli.diff.Difference;
import dev.nn.cli.diff.Differences;
import dev.nn.cli.diff.ValueText;
import dev.nn.config.Experiment;
import dev.nn.config.ExperimentLoader;
import dev.nn.config.Session;
import dev.nn.core.model.AtomicFile;
import dev.nn.core.model.ModelFileException;
import dev.nn.core.train.TrainingState;
import dev.nn.core.train.TrainingStateFile;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a run goes on from.
 *
 * @param run its folder
 * @param state where it was after its last whole epoch
 * @param provenance its {@code run.json}
 * @param log lines of its {@code metrics.jsonl}, of whole epochs only
 * @param seconds that these took
 */
record EarlierRun(
    RunDirectory run,
    TrainingState state,
    JsonObject provenance,
    List<String> log,
    double seconds) {
  /** The one key that may be another than before. */
  private static final String EPOCHS = "train.epochs";

  /**
   * Reads a run's folder.
   *
   * @param experiment what is to be trained now
   * @throws UsageException if that is not what the run was about, or it has that many epochs
   *     already, or it has ended before its last epoch and is to have more
   * @throws ModelFileException if a file of the run is damaged
   */
  static EarlierRun read(RunDirectory run, Experiment experiment) throws IOException {
    TrainingState state = TrainingStateFile.read(run.state());
    ExperimentLoader loader = ExperimentLoader.create();
    Experiment before = loader.load(run.config(), List.of());
    checkConfig(run, before, experiment, new ValueText(loader.registries()));
    int epochs = experiment.spec().train().epochs();
    if (epochs < state.epochs()) {
      throw new UsageException(
          "%s has %d epochs already, more than the %d of %s"
              .formatted(run.path(), state.epochs(), epochs, EPOCHS),
          "set more: --set %s=%d".formatted(EPOCHS, 2 * state.epochs()));
    }
    if (state.stopped().isPresent() && epochs > before.spec().train().epochs()) {
      throw new UsageException(
          "%s was stopped after epoch %d (%s), and would have been with %s: %d, too"
              .formatted(run.path(), state.epochs(), state.stopped().get(), EPOCHS, epochs),
          "to train for longer, train anew from %s with other callbacks, such as early_stopping with more patience"
              .formatted(run.config()));
    }
    JsonObject provenance = RunRecord.read(run.provenance());
    checkData(run, provenance, experiment);
    List<String> log = new ArrayList<>();
    double seconds = 0;
    for (String line : log(run)) {
      Optional<JsonObject> epoch =
          object(line)
              .filter(
                  each -> Json.isNumber(each.get("epoch")) && Json.isNumber(each.get("seconds")));
      if (epoch.isPresent() && epoch.get().get("epoch").getAsInt() <= state.epochs()) {
        log.add(line);
        seconds = epoch.get().get("seconds").getAsDouble();
      }
    }
    return new EarlierRun(run, state, provenance, log, seconds);
  }

  private static List<String> log(RunDirectory run) throws IOException {
    try {
      return Files.readAllLines(run.metrics());
    } catch (CharacterCodingException e) {
      throw new ModelFileException(run.metrics(), "damaged: no UTF-8 text");
    }
  }

  private static void checkConfig(
      RunDirectory run, Experiment before, Experiment experiment, ValueText text)
      throws IOException {
    List<Difference> differences =
        Differences.between(before.tree(run.path()), experiment.tree(run.path()));
    for (Difference difference : differences) {
      if (!difference.path().equals(EPOCHS)) {
        throw new UsageException(
            "the run was made with %s, now it is %s"
                .formatted(
                    shown(difference.path(), difference.left(), text),
                    shown(difference.path(), difference.right(), text)),
            "a run goes on as it began, only %s may be another; leave it as it was, or train anew"
                .formatted(EPOCHS));
      }
    }
  }

  private static String shown(String path, Optional<Object> value, ValueText text) {
    return value.map(each -> path + ": " + text.of(each)).orElse("no " + path);
  }

  private static void checkData(RunDirectory run, JsonObject provenance, Experiment experiment) {
    Map<String, String> before = DiffSide.hashes(provenance);
    JsonObject now = new JsonObject();
    now.add("data", Provenance.data(experiment));
    DiffSide.hashes(now)
        .forEach(
            (path, hash) -> {
              if (before.containsKey(path) && !before.get(path).equals(hash)) {
                throw new UsageException(
                    path + " is no longer what " + run.path() + " was trained on",
                    "a run goes on with the data that it began with; train anew");
              }
            });
  }

  /** The JSON object that a text is; empty if it is none, such as a line cut off. */
  private static Optional<JsonObject> object(String text) {
    try {
      return Optional.of(JsonParser.parseString(text))
          .filter(JsonElement::isJsonObject)
          .map(JsonElement::getAsJsonObject);
    } catch (JsonParseException e) {
      return Optional.empty();
    }
  }

  /** Epochs that are done. */
  int epochs() {
    return state.epochs();
  }

  /** Why there is nothing left to do, if a callback has ended the run before its last epoch. */
  Optional<String> stopped() {
    return state.stopped();
  }

  /**
   * Whether the state fits a network.
   *
   * @throws ModelFileException if it does not
   */
  void check(Session session) throws IOException {
    try {
      session.trainer().restore(state);
    } catch (IllegalArgumentException e) {
      throw new ModelFileException(
          run.state(), "does not fit the run's config: " + e.getMessage(), e);
    }
  }

  /**
   * Takes back what was written after the last whole epoch; returns what the run knows of itself.
   */
  JsonObject goOn(List<String> command) throws IOException {
    AtomicFile.write(run.metrics(), log.isEmpty() ? "" : String.join("\n", log) + "\n");
    JsonObject resumed = new JsonObject();
    resumed.addProperty("epoch", state.epochs());
    resumed.addProperty("started", Instant.now().toString());
    resumed.add("command", Json.of(command));
    JsonArray all =
        provenance.has("resumed") ? provenance.getAsJsonArray("resumed") : new JsonArray();
    all.add(resumed);
    JsonObject json = provenance.deepCopy();
    json.add("resumed", all);
    json.addProperty("status", "running");
    json.remove("result");
    return json;
  }
}
