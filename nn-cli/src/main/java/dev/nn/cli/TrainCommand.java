package dev.nn.cli;

import dev.nn.api.data.PreparedData;
import dev.nn.config.Experiment;
import dev.nn.config.ExperimentLoader;
import dev.nn.config.Session;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "train",
    description =
        "Trains the network that a config describes, and keeps everything in a run's folder.",
    footer = {
      "",
      "Ctrl-C ends training after the current step; what was learnt is kept, the exit status is 130."
    })
final class TrainCommand implements Callable<Integer> {
  private final Console console;

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "CONFIG", description = "A config file.")
  private Path config;

  @Mixin private SettingsOption set;

  @Option(
      names = "--output",
      defaultValue = "runs",
      paramLabel = "DIR",
      description = "Where the run's folder NAME-N is made. Default: ${DEFAULT-VALUE}.")
  private Path output;

  @Option(names = "--json", description = "Print the result as JSON on standard output.")
  private boolean json;

  @Option(
      names = {"-q", "--quiet"},
      description = "No progress and no tables.")
  private boolean quiet;

  TrainCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    Experiment experiment = ExperimentLoader.create().load(config, set.settings());
    PreparedData data = experiment.loadData();
    TrainingChecks.check(experiment.spec(), data);
    // From here on Ctrl-C waits: for the step in progress, then for the files to be written.
    StopRequest.Guard guard = console.stop().guard();
    try (Session session = Session.open(experiment, data)) {
      ErrorReport.warn(experiment, console.err());
      RunDirectory run = RunDirectory.create(output, experiment.spec().name());
      List<String> command = new ArrayList<>(List.of("nn"));
      command.addAll(spec.root().commandLine().getParseResult().originalArgs());
      TrainingRun training = new TrainingRun(console, quiet, session, run);
      training.begin(Provenance.of(experiment, config, command));
      return training.run(json);
    } finally {
      guard.close();
    }
  }
}
