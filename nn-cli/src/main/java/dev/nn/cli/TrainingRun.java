package dev.nn.cli;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.nn.api.data.PreparedData;
import dev.nn.api.train.Callback;
import dev.nn.config.Session;
import dev.nn.config.spec.ExperimentSpec;
import dev.nn.core.model.AtomicFile;
import dev.nn.core.model.ModelFile;
import dev.nn.core.train.DivergedException;
import dev.nn.core.train.TrainingResult;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A training run: it learns, writes its folder, and says how it went. */
final class TrainingRun {
  /** What a shell makes of a process that ended by Ctrl-C. */
  static final int INTERRUPTED = 130;

  private final Console console;
  private final boolean quiet;
  private final Session session;
  private final RunDirectory run;
  private final ExperimentSpec spec;
  private final PreparedData data;
  private final String config;
  private final Optional<EarlierRun> earlier;
  private JsonObject provenance;
  private long start;

  /**
   * @param earlier what the run goes on from; else it begins
   */
  TrainingRun(
      Console console,
      boolean quiet,
      Session session,
      RunDirectory run,
      Optional<EarlierRun> earlier) {
    this.console = console;
    this.quiet = quiet;
    this.session = session;
    this.run = run;
    this.spec = session.experiment().spec();
    this.data = session.data();
    this.config = session.experiment().render(run.path());
    this.earlier = earlier;
  }

  /** Writes down what is known before the first step. */
  void begin(JsonObject provenance) throws IOException {
    this.provenance = provenance;
    this.start = System.nanoTime();
    provenance.addProperty("parameters", session.trainer().model().parameterCount());
    AtomicFile.write(run.config(), config);
    AtomicFile.write(run.provenance(), Json.pretty(provenance));
    say(
        "%s: %s parameters, %s training examples, backend %s → %s"
            .formatted(
                spec.name(),
                Numbers.count(session.trainer().model().parameterCount()),
                Numbers.count(data.train().size()),
                session.backend().name(),
                run.path()));
    earlier.ifPresent(
        before ->
            say(
                (before.stopped().isPresent()
                        ? "nothing left to train: it was stopped after epoch %d of %d"
                        : "goes on after epoch %d of %d")
                    .formatted(before.epochs(), epochs())));
  }

  private int epochs() {
    return spec.train().epochs();
  }

  /** Trains, saves, evaluates; returns the exit status. */
  int run(boolean json) throws IOException {
    Checkpoints checkpoints = new Checkpoints(run, spec.callbacks());
    TrainingResult result;
    try {
      result = fit(checkpoints);
    } catch (DivergedException e) {
      checkpoints.write();
      return diverged(e, json);
    } catch (RuntimeException | Error e) {
      JsonObject failure = new JsonObject();
      failure.addProperty("error", String.valueOf(e.getMessage()));
      finish("failed", failure);
      throw e;
    }
    writeModel();
    boolean interrupted = console.stop().requested();
    Evaluations evaluations = Evaluations.of(session, data);
    JsonObject outcome = outcome(result, evaluations);
    result.stopped().ifPresent(reason -> outcome.addProperty("stopped", reason));
    finish(interrupted ? "interrupted" : "done", outcome);
    result.stopped().ifPresent(reason -> say("stopped: " + reason));
    say(
        "\n%s\n%d epochs, %s steps in %s; model in %s"
            .formatted(
                evaluations.print(),
                result.epochs(),
                Numbers.count(result.steps()),
                Numbers.seconds(seconds(result)),
                run.model()));
    if (interrupted) {
      say("to go on: nn train --resume " + run.path());
    }
    print(json, outcome);
    return interrupted ? INTERRUPTED : 0;
  }

  private TrainingResult fit(Checkpoints checkpoints) throws IOException {
    List<Callback> callbacks = new ArrayList<>();
    double seconds = earlier.map(EarlierRun::seconds).orElse(0.0);
    try (MetricsLog log = new MetricsLog(run.metrics(), seconds);
        Progress progress = new Progress(console, spec.train().batchSize())) {
      callbacks.add(log);
      // Before the user's: one of those may put other weights back at the end.
      callbacks.add(checkpoints);
      if (!quiet) {
        callbacks.add(progress);
      }
      callbacks.addAll(spec.callbacks());
      callbacks.add(console.stop().callback());
      return session
          .trainer()
          .fit(
              data.train(),
              data.validation(),
              callbacks,
              earlier.map(EarlierRun::state),
              checkpoints::keep);
    }
  }

  private int diverged(DivergedException e, boolean json) throws IOException {
    writeModel();
    JsonObject outcome = new JsonObject();
    outcome.addProperty("run", run.path().toString());
    outcome.addProperty("model", run.model().toString());
    outcome.addProperty("error", e.getMessage());
    outcome.addProperty("step", e.step());
    finish("diverged", outcome);
    console.err().println("error: " + e.getMessage());
    console.err().println("  = note: the model with these weights is in " + run.model());
    print(json, outcome);
    return ErrorReport.FAILED;
  }

  private void writeModel() throws IOException {
    ModelFile.of(
            Version.TEXT,
            config,
            DataDescription.of(data).toJson(),
            session.trainer().model().weights())
        .write(run.model());
  }

  private JsonObject outcome(TrainingResult result, Evaluations evaluations) {
    JsonObject json = new JsonObject();
    json.addProperty("run", run.path().toString());
    json.addProperty("model", run.model().toString());
    json.addProperty("epochs", result.epochs());
    json.addProperty("steps", result.steps());
    json.addProperty("seconds", seconds(result));
    json.add("metrics", evaluations.toJson());
    json.addProperty("parameters", session.trainer().model().parameterCount());
    json.addProperty("backend", session.backend().name());
    return json;
  }

  private double seconds(TrainingResult result) {
    return earlier.map(EarlierRun::seconds).orElse(0.0) + result.seconds();
  }

  private void finish(String status, JsonObject outcome) throws IOException {
    provenance.addProperty("status", status);
    provenance.addProperty("total_seconds", (System.nanoTime() - start) / 1e9);
    JsonElement result = outcome.deepCopy();
    provenance.add("result", result);
    AtomicFile.write(run.provenance(), Json.pretty(provenance));
  }

  private void print(boolean json, JsonObject outcome) {
    if (json) {
      console.out().println(Json.line(outcome));
    }
  }

  private void say(String text) {
    if (!quiet) {
      console.err().println(text);
    }
  }
}
