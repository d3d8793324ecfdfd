package dev.nn.cli;

import dev.nn.config.Experiment;
import dev.nn.config.ExperimentLoader;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "render",
    description = {
      "Prints a config with everything resolved and every default filled in.",
      "Parents are merged, settings applied, variables put in. What is printed on standard output"
          + " is a config again, and trains the same. Comments say of values that do not simply"
          + " stand in the config how they came to be: by default, inferred, from a variable, a"
          + " parent or --set."
    },
    footer = {
      "",
      "Examples:",
      "  nn render configs/iris.yaml",
      "  nn render configs/digits.yaml --set vars.hidden=256",
      "  nn render configs/wine_two_heads.yaml --data"
    })
final class RenderCommand implements Callable<Integer> {
  private final Console console;

  @Parameters(paramLabel = "CONFIG", description = "A config file.")
  private Path config;

  @Mixin private SettingsOption set;

  @Option(
      names = "--data",
      description = "Also read the data, and remark on what they decide: shapes, classes.")
  private boolean data;

  RenderCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    ExperimentLoader loader = ExperimentLoader.create();
    Experiment experiment = loader.load(config, set.settings());
    Map<String, String> remarks = data ? DataRemarks.of(experiment, loader.registries()) : Map.of();
    console.out().print(experiment.annotated(remarks));
    return 0;
  }
}
