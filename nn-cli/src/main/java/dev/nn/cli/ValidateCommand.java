package dev.nn.cli;

import dev.nn.api.data.DataException;
import dev.nn.config.Experiment;
import dev.nn.config.ExperimentLoader;
import dev.nn.config.problem.ConfigException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "validate",
    description = {
      "Checks configs and reports everything that is wrong with them.",
      "Prints 'ok: FILE' on standard output for each config without a mistake; every mistake of the"
          + " others goes to standard error, with its place and the way out. Neither the data nor a"
          + " backend are touched; --data reads the data too."
    },
    exitCodeList = {
      "0:all configs are right",
      "2:at least one of them is wrong, or the command line is"
    },
    footer = {
      "",
      "Environment:",
      "  NN_DATA_ROOT  With --data: folder in which data sets are looked for first.",
      "",
      "Examples:",
      "  nn validate configs/iris.yaml configs/digits.yaml",
      "  nn validate configs/digits.yaml --set vars.hidden=256",
      "  nn validate --data configs/iris.yaml"
    })
final class ValidateCommand implements Callable<Integer> {
  private final Console console;

  @Parameters(arity = "1..*", paramLabel = "CONFIG", description = "Config files.")
  private List<Path> configs;

  @Mixin private SettingsOption set;

  @Option(
      names = "--data",
      description = "Also read the data, and check that the network fits them.")
  private boolean data;

  @Option(
      names = "--deny-warnings",
      description = "Take warnings for errors: exit status 2 if there are any.")
  private boolean denyWarnings;

  ValidateCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    ExperimentLoader loader = ExperimentLoader.create();
    int status = 0;
    for (Path config : configs) {
      try {
        Experiment experiment = loader.load(config, set.settings());
        if (data) {
          experiment.assemble(experiment.loadData());
        }
        ErrorReport.warn(experiment, console.err());
        if (denyWarnings && !experiment.warnings().isEmpty()) {
          status = ErrorReport.WRONG;
        } else {
          console.out().println("ok: " + config);
        }
      } catch (ConfigException | DataException e) {
        status = ErrorReport.print(e, console.err(), false);
      }
    }
    return status;
  }
}
