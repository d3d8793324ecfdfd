package dev.nn.cli;

import dev.nn.config.ExperimentLoader;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
    name = "render",
    description = "Prints a config with everything resolved and every default filled in.")
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
