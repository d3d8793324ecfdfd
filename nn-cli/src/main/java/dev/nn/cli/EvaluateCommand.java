package dev.nn.cli;

import com.google.gson.JsonObject;
import dev.nn.api.data.Dataset;
import dev.nn.api.data.PreparedData;
import dev.nn.config.Session;
import dev.nn.config.problem.ConfigException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "evaluate",
    description = {
      "Measures how good a trained model is.",
      "Prints a table of loss and metrics on standard output, or with --json one object. Without"
          + " --data it reads the data that the model's config names and splits them as they were"
          + " split for training, so that the test part is what training never saw."
    },
    footer = {
      "",
      "Environment:",
      "  NN_DATA_ROOT  Folder in which data sets are looked for before they are downloaded.",
      "",
      "Examples:",
      "  nn evaluate runs/iris-1",
      "  nn evaluate runs/iris-1 --part train --json",
      "  nn evaluate runs/iris-1/model.nn --data configs/data/iris.csv"
    })
final class EvaluateCommand implements Callable<Integer> {
  /** Which part of the config's own data. */
  enum Part {
    TRAIN,
    VALIDATION,
    TEST;

    @Override
    public String toString() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  private final Console console;

  @Parameters(paramLabel = "MODEL", description = "A model file, or the folder of a run.")
  private Path model;

  @Option(
      names = "--data",
      paramLabel = "FILE",
      description = "Labelled examples; left out, the test part of the data that the config names.")
  private Path data;

  @Option(
      names = "--part",
      defaultValue = "test",
      description = "Without --data: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
  private Part part;

  @Mixin private JsonOption json;

  @Mixin private SettingsOption set;

  EvaluateCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    TrainedModel trained = TrainedModel.read(model, set.settings());
    PreparedData prepared = data == null ? ownData(trained) : trained.placeholder();
    Map<String, Dataset> examples =
        data == null
            ? Map.of(part.toString(), part(prepared))
            : Map.of("data", prepared.preprocessing().readLabelled(InputFile.check(data)));
    ErrorReport.warn(trained.experiment(), console);
    try (Session session = trained.open(prepared)) {
      long start = System.nanoTime();
      Evaluations result = Evaluations.of(session, examples, trained.description().classes());
      double seconds = (System.nanoTime() - start) / 1e9;
      json.print(console, () -> json(trained, session, result, seconds), result::print);
    }
    return 0;
  }

  /** The data that the model's config names; a model that was moved may no longer find them. */
  private static PreparedData ownData(TrainedModel trained) {
    try {
      return trained.experiment().loadData();
    } catch (ConfigException e) {
      throw new ConfigException(
          e.problems().stream()
              .map(problem -> problem.helping("name a file of labelled examples by --data"))
              .toList());
    }
  }

  private Dataset part(PreparedData prepared) {
    Optional<Dataset> found =
        switch (part) {
          case TRAIN -> Optional.of(prepared.train());
          case VALIDATION -> prepared.validation();
          case TEST -> prepared.test();
        };
    return found.orElseThrow(
        () ->
            new UsageException(
                "the model's config has no " + part + " part (data.split." + part + ")",
                "name a file by --data, or another part by --part"));
  }

  private static JsonObject json(
      TrainedModel trained, Session session, Evaluations result, double seconds) {
    JsonObject json = new JsonObject();
    json.addProperty("model", trained.file().toString());
    json.addProperty("seconds", seconds);
    json.add("metrics", result.toJson());
    json.addProperty("parameters", session.trainer().model().parameterCount());
    json.addProperty("backend", session.backend().name());
    return json;
  }
}
