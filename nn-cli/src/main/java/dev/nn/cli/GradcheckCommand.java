package dev.nn.cli;

import dev.nn.api.backend.BackendProvider;
import dev.nn.api.data.Dataset;
import dev.nn.api.data.PreparedData;
import dev.nn.api.tensor.DataType;
import dev.nn.config.Experiment;
import dev.nn.config.ExperimentLoader;
import dev.nn.config.Session;
import dev.nn.core.check.CheckRows;
import dev.nn.core.check.StepGradientCheck;
import dev.nn.core.check.StepGradientReport;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "gradcheck",
    description = {
      "Checks the gradients of a config's network against central differences.",
      "For every parameter and every input it compares what backpropagation says with"
          + " (C(x + ε) − C(x − ε)) / 2ε, in float64, on rows of the training data. C is what training"
          + " minimises, regularizers and weights included; random layers draw the same numbers each"
          + " time. Weights are first moved a little, off the kinks on which first weights tend to"
          + " lie. The table goes to standard output. Exit status 1 if a gradient is wrong."
    },
    footer = {
      "",
      "Environment:",
      "  NN_DATA_ROOT  Folder in which data sets are looked for before they are downloaded.",
      "",
      "Examples:",
      "  nn gradcheck configs/digits.yaml",
      "  nn gradcheck configs/wine_two_heads.yaml --backend reference --samples 100",
      "  nn gradcheck configs/iris.yaml --batch 4 --seed 7 --json"
    })
final class GradcheckCommand implements Callable<Integer> {
  private final Console console;

  @Parameters(paramLabel = "CONFIG", description = "A config file.")
  private Path config;

  @Option(
      names = "--backend",
      paramLabel = "NAME",
      description = "What computes. Default: as the config says.")
  private String backend;

  @Option(
      names = "--batch",
      paramLabel = "N",
      description =
          "Rows of the training data. Default: 8, for large networks fewer, but at least 2.")
  private Integer batch;

  @Option(
      names = "--samples",
      paramLabel = "N",
      defaultValue = "" + StepGradientCheck.SAMPLES,
      description =
          "Entries compared of each tensor that has more; half of them have a gradient other than 0."
              + " Default: ${DEFAULT-VALUE}.")
  private int samples;

  @Option(
      names = "--tolerance",
      paramLabel = "X",
      defaultValue = "" + StepGradientCheck.TOLERANCE,
      description = "Largest relative error of a right gradient. Default: ${DEFAULT-VALUE}.")
  private double tolerance;

  @Option(
      names = "--jitter",
      paramLabel = "X",
      defaultValue = "" + StepGradientCheck.JITTER,
      description =
          "How far weights are moved, as a share of their size, and inputs by a tenth of that; 0:"
              + " not at all. Default: ${DEFAULT-VALUE}.")
  private double jitter;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description =
          "Decides rows, entries and how weights are moved; first weights and what random layers"
              + " draw follow the config's. Default: the config's.")
  private Long seed;

  @Mixin private JsonOption json;

  @Mixin private SettingsOption set;

  GradcheckCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    checkOptions();
    ExperimentLoader loader = ExperimentLoader.create();
    Experiment experiment = loader.load(config, set.settings());
    BackendProvider provider =
        backend == null
            ? experiment.backendProvider()
            : BackendNames.find(loader.backends(), backend);
    PreparedData data = experiment.loadData();
    long seeded = seed == null ? experiment.spec().seed() : seed;
    try (Session session = Session.open(experiment, data, DataType.FLOAT64, provider)) {
      ErrorReport.warn(experiment, console);
      session.trainer().adapt(data.train());
      int count = batch == null ? CheckRows.suitable(session.trainer()) : batch;
      Dataset rows = CheckRows.choose(data.train(), count, seeded);
      StepGradientCheck check = new StepGradientCheck(samples, tolerance, jitter, seeded);
      long start = System.nanoTime();
      StepGradientReport report;
      try (StatusLine status = new StatusLine(console)) {
        report = check.run(session.trainer(), rows, name -> status.show("checking " + name));
      }
      double seconds = (System.nanoTime() - start) / 1e9;
      json.print(
          console,
          () -> GradcheckJson.of(session, rows.size(), check, report, seconds),
          () -> new GradcheckText(session, rows.size(), check, report, seconds).print());
      return report.passes() ? 0 : ErrorReport.FAILED;
    }
  }

  private void checkOptions() {
    require(batch == null || batch >= 1, "--batch is " + batch, "a check needs at least 1 row");
    require(samples >= 1, "--samples is " + samples, "compare at least 1 entry of each tensor");
    require(tolerance > 0, "--tolerance is " + tolerance, "it must be greater than 0");
    require(jitter >= 0 && jitter < 1, "--jitter is " + jitter, "it must be in [0, 1)");
  }

  private static void require(boolean right, String wrong, String hint) {
    if (!right) {
      throw new UsageException(wrong, hint);
    }
  }
}
