package dev.nn.cli;

import dev.nn.config.Experiment;
import dev.nn.config.ExperimentLoader;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
    name = "summary",
    description = {
      "Shows the layers of a config's network: shapes, parameters, memory.",
      "Reads the config and its data, but trains nothing and starts no backend. The table goes to"
          + " standard output. Below it stands what was inferred, such as whether a loss takes"
          + " probabilities or logits."
    },
    footer = {
      "",
      "Environment:",
      "  NN_DATA_ROOT  Folder in which data sets are looked for before they are downloaded.",
      "",
      "Examples:",
      "  nn summary configs/digits_cnn.yaml",
      "  nn summary configs/digits.yaml --set vars.hidden=256"
    })
final class SummaryCommand implements Callable<Integer> {
  private final Console console;

  @Parameters(paramLabel = "CONFIG", description = "A config file.")
  private Path config;

  @Mixin private SettingsOption set;

  SummaryCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    ExperimentLoader loader = ExperimentLoader.create();
    Experiment experiment = loader.load(config, set.settings());
    NetworkSummary summary = new NetworkSummary(experiment, loader.registries());
    ErrorReport.warn(experiment, console);
    console.out().print(summary.print());
    return 0;
  }
}
