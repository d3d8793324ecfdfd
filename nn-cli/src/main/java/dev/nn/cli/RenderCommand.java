package dev.nn.cli;

import dev.nn.config.ExperimentLoader;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
    name = "render",
    description = {
      "Prints a config with everything resolved and every default filled in.",
      "Parents are merged, settings applied, variables put in. What is printed on standard output is a"
          + " config again, and means the same."
    },
    footer = {
      "",
      "Examples:",
      "  nn render configs/iris.yaml",
      "  nn render configs/digits.yaml --set vars.hidden=256"
    })
final class RenderCommand implements Callable<Integer> {
  private final Console console;

  @Parameters(paramLabel = "CONFIG", description = "A config file.")
  private Path config;

  @Mixin private SettingsOption set;

  RenderCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    String text = ExperimentLoader.create().load(config, set.settings()).render();
    console.out().println(text.stripTrailing());
    return 0;
  }
}
