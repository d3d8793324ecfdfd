package dev.nn.cli;

import dev.nn.cli.diff.Differences;
import dev.nn.config.ExperimentLoader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
    name = "diff",
    description = {
      "Compares two configs or runs by what they mean, next to what they reached.",
      "Each is a config, the folder of a run, or a model file. Parents are merged, variables put in,"
          + " defaults filled in and layers matched by name, so that order, aliases and what is left"
          + " out make no difference; the name does not count either. Of runs, metrics are compared"
          + " too, and whether their data files had the same content."
    },
    exitCodeList = {
      "0:both mean the same",
      "1:they differ",
      "2:one of them cannot be read, or the command line is wrong"
    },
    footer = {"", "Examples:", "  nn diff configs/iris.yaml runs/iris-1"})
final class DiffCommand implements Callable<Integer> {
  private static final int DIFFERENT = 1;

  private final Console console;

  @Parameters(index = "0", paramLabel = "A", description = "A config, a run or a model.")
  private Path first;

  @Parameters(index = "1", paramLabel = "B", description = "Another one.")
  private Path second;

  @Mixin private JsonOption json;

  DiffCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    ExperimentLoader loader = ExperimentLoader.create();
    DiffSide a = DiffSide.read(first, loader);
    DiffSide b = DiffSide.read(second, loader);
    Path here = Path.of("").toAbsolutePath();
    DiffReport report =
        new DiffReport(
            a,
            b,
            Differences.between(a.experiment().tree(here), b.experiment().tree(here)),
            loader.registries());
    json.print(console, report::toJson, report::print);
    return report.same() ? 0 : DIFFERENT;
  }
}
