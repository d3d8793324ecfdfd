package dev.nn.cli;

import dev.nn.api.data.PreparedData;
import dev.nn.config.Experiment;
import dev.nn.config.ExperimentLoader;
import dev.nn.config.Session;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "train",
    description = {
      "Trains the network that a config describes, and keeps everything in a run's folder.",
      "Reads the config and its data, checks that they fit, builds the network and trains it. Progress,"
          + " a line per epoch and a table of losses and metrics go to standard error; with --json,"
          + " standard output gets one object with the run, the model and the metrics.",
      "Ctrl-C ends training after the current step; what was learnt is kept. Training also ends when"
          + " the loss is no longer finite; the weights of the last good epoch are kept.",
      "--resume goes on with a run that was interrupted, or that is to have more epochs, from its last"
          + " whole epoch: it ends bit for bit as if there had been no interruption. Nothing but"
          + " train.epochs can be set anew."
    },
    exitCodeList = {
      "0:trained",
      "1:it failed while running, or the loss became infinite or not a number",
      "2:the command line, the config or the data are wrong",
      "130:interrupted by Ctrl-C; what was learnt is kept"
    },
    footer = {
      "",
      "Files:",
      "  runs/NAME-N/  The run's folder. NAME is the config's, N the first number that is free.",
      "  runs/NAME-N/model.nn  The trained model, for evaluate, predict and generate.",
      "  runs/NAME-N/config.yaml  The config with everything resolved.",
      "  runs/NAME-N/metrics.jsonl  A line per epoch.",
      "  runs/NAME-N/run.json  Where the run comes from and how it ended.",
      "  runs/NAME-N/checkpoints/  Weights of the best and of the last epoch; what --resume needs.",
      "",
      "Environment:",
      "  NN_DATA_ROOT  Folder in which data sets are looked for before they are downloaded.",
      "",
      "Examples:",
      "  nn train configs/iris.yaml",
      "  nn train configs/iris.yaml --set train.epochs=5 --set optimizer.learning_rate=0.05",
      "  nn train configs/iris.yaml --set backend=reference --output runs/slow --quiet --json",
      "  nn train configs/shakespeare_lstm.yaml --set train.epochs=1",
      "  nn train --resume runs/iris-2 --set train.epochs=80"
    })
final class TrainCommand implements Callable<Integer> {
  private final Console console;

  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "CONFIG",
      arity = "0..1",
      description = "A config file. With --resume, the run's own if left out.")
  private Path config;

  @Mixin private SettingsOption set;

  @Option(
      names = "--output",
      paramLabel = "DIR",
      description = "Where the run's folder NAME-N is made. Default: runs.")
  private Path output;

  @Option(
      names = "--resume",
      paramLabel = "RUN",
      description = "Go on with the run in this folder, such as runs/NAME-1.")
  private Path resume;

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
    checkArguments();
    Optional<RunDirectory> begun = Optional.ofNullable(resume).map(RunDirectory::begun);
    Path file = config == null ? begun.orElseThrow().config() : config;
    Experiment experiment = ExperimentLoader.create().load(file, set.settings());
    PreparedData data = experiment.loadData();
    TrainingChecks.check(experiment.spec());
    Optional<EarlierRun> earlier =
        begun.isEmpty() ? Optional.empty() : Optional.of(EarlierRun.read(begun.get(), experiment));
    // From here on Ctrl-C waits: for the step in progress, then for the files to be written.
    StopRequest.Guard guard = console.stop().guard();
    try (Session session = Session.open(experiment, data)) {
      if (earlier.isPresent()) {
        earlier.get().check(session);
      }
      experiment.review(data, session.assembly());
      ErrorReport.warn(experiment, console);
      RunDirectory run =
          begun.isPresent()
              ? begun.get()
              : RunDirectory.create(
                  output == null ? RunDirectory.PARENT : output, experiment.spec().name());
      List<String> command = new ArrayList<>(List.of("nn"));
      command.addAll(spec.root().commandLine().getParseResult().originalArgs());
      TrainingRun training = new TrainingRun(console, quiet, session, run, earlier);
      training.begin(
          earlier.isPresent()
              ? earlier.get().goOn(command)
              : Provenance.of(experiment, file, command));
      return training.run(json);
    } finally {
      guard.close();
    }
  }

  private void checkArguments() {
    if (config == null && resume == null) {
      throw new UsageException("no config is given", "nn train CONFIG, or nn train --resume RUN");
    }
    if (output != null && resume != null) {
      throw new UsageException("--resume goes on in the run's own folder", "take --output out");
    }
  }
}
