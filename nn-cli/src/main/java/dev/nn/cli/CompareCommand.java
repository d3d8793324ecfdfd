package dev.nn.cli;

import dev.nn.api.backend.BackendProvider;
import dev.nn.api.data.PreparedData;
import dev.nn.api.tensor.DataType;
import dev.nn.config.Experiment;
import dev.nn.config.ExperimentLoader;
import dev.nn.config.Session;
import dev.nn.config.registry.Backends;
import dev.nn.config.spec.TrainSpec;
import dev.nn.core.check.BackendComparison;
import dev.nn.core.check.CheckRows;
import dev.nn.core.check.StepRecord;
import dev.nn.core.check.Tolerance;
import dev.nn.core.model.Weights;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "compare",
    description = {
      "Compares backends: one training step on each, value by value.",
      "Weights, rows and random numbers are the same. Of every layer the table shows how far the"
          + " outputs lie apart, the gradients with respect to them and those of its parameters; the"
          + " layer where the backends part is named. The first backend is the one that the others"
          + " are measured by. The table goes to standard output. Exit status 1 if something lies"
          + " farther apart than the tolerance."
    },
    footer = {
      "",
      "Environment:",
      "  NN_DATA_ROOT  Folder in which data sets are looked for before they are downloaded.",
      "",
      "Examples:",
      "  nn compare configs/digits.yaml",
      "  nn compare configs/digits_cnn.yaml --backends reference,nd4j --dtype float64",
      "  nn compare configs/iris.yaml --batch 50 --tolerance 1e-5 --json"
    })
final class CompareCommand implements Callable<Integer> {
  private final Console console;

  @Parameters(paramLabel = "CONFIG", description = "A config file.")
  private Path config;

  @Option(
      names = "--backends",
      paramLabel = "NAME",
      split = ",",
      description =
          "Two or more, separated by commas, the first to measure the others by. Default:"
              + " reference and the config's, or nd4j if that is the same.")
  private List<String> backends = new ArrayList<>();

  @Option(
      names = "--batch",
      paramLabel = "N",
      defaultValue = "" + CheckRows.MOST,
      description = "Rows of the training data. Default: ${DEFAULT-VALUE}.")
  private int batch;

  @Option(
      names = "--dtype",
      paramLabel = "TYPE",
      description = "float32 or float64. Default: as the config says.")
  private TrainSpec.Precision dtype;

  @Option(
      names = "--tolerance",
      paramLabel = "X",
      description =
          "Largest relative difference: |x − y| over the largest |x| of the tensor. Default: 1e-4 in"
              + " float32, 1e-9 in float64.")
  private Double tolerance;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Decides the rows; weights follow the config's. Default: the config's.")
  private Long seed;

  @Mixin private JsonOption json;

  @Mixin private SettingsOption set;

  CompareCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    checkOptions();
    ExperimentLoader loader = ExperimentLoader.create();
    Experiment experiment = loader.load(config, set.settings());
    List<BackendProvider> providers = providers(loader.backends(), experiment);
    PreparedData data = experiment.loadData();
    TrainSpec.Precision precision = dtype == null ? experiment.spec().train().dtype() : dtype;
    List<StepRecord> records = records(experiment, data, precision.dataType(), providers);
    double allowed = tolerance == null ? Tolerance.of(precision.dataType()).relative() : tolerance;
    List<BackendComparison> comparisons =
        records.stream()
            .skip(1)
            .map(record -> BackendComparison.of(records.get(0), record, allowed))
            .toList();
    CompareReport report =
        new CompareReport(
            experiment.spec().name(),
            precision,
            Math.min(batch, data.train().size()),
            seed(experiment),
            allowed,
            comparisons);
    json.print(console, report::json, report::print);
    return comparisons.stream().allMatch(BackendComparison::agrees) ? 0 : ErrorReport.FAILED;
  }

  private void checkOptions() {
    if (batch < 1) {
      throw new UsageException("--batch is " + batch, "a comparison needs at least 1 row");
    }
    if (tolerance != null && !(tolerance >= 0)) {
      throw new UsageException("--tolerance is " + tolerance, "it must be at least 0");
    }
  }

  private long seed(Experiment experiment) {
    return seed == null ? experiment.spec().seed() : seed;
  }

  private List<BackendProvider> providers(Backends known, Experiment experiment) {
    List<BackendProvider> chosen =
        backends.stream().map(name -> BackendNames.find(known, name.strip())).distinct().toList();
    if (backends.isEmpty()) {
      BackendProvider reference = BackendNames.find(known, "reference");
      BackendProvider own = experiment.backendProvider();
      chosen = List.of(reference, own == reference ? BackendNames.find(known, "nd4j") : own);
    }
    if (chosen.size() < 2) {
      throw new UsageException(
          "to compare takes two different backends",
          "name them by --backends, such as --backends " + String.join(",", known.names()));
    }
    return chosen;
  }

  private List<StepRecord> records(
      Experiment experiment, PreparedData data, DataType type, List<BackendProvider> providers) {
    List<StepRecord> records = new ArrayList<>();
    Weights weights = null;
    for (BackendProvider provider : providers) {
      try (StatusLine status = new StatusLine(console);
          Session session = Session.open(experiment, data, type, provider)) {
        status.show("running a step on " + provider.name());
        if (weights == null) {
          ErrorReport.warn(experiment, console);
          session.trainer().adapt(data.train());
          weights = session.model().weights();
        } else {
          // Not made anew: what layers have learnt from the data is computed, too.
          session.model().restore(weights);
        }
        records.add(
            StepRecord.of(
                session.trainer(), CheckRows.choose(data.train(), batch, seed(experiment))));
      }
    }
    return records;
  }
}
