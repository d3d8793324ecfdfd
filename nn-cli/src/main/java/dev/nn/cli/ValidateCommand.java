package dev.nn.cli;

import com.google.gson.JsonArray;
import dev.nn.config.ExperimentLoader;
import dev.nn.config.problem.Problem;
import dev.nn.config.problem.Severity;
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
          + " backend are touched; what an example looks like is known of most data beforehand, and"
          + " of csv and idx with --data, which reads the data too."
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
      "  nn validate --data --deny-warnings configs/iris.yaml",
      "  nn validate --json configs/iris.yaml"
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

  @Option(
      names = "--json",
      description = "Print what is wrong as a JSON array on standard output, and nothing else.")
  private boolean json;

  ValidateCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    ExperimentLoader loader = ExperimentLoader.create();
    JsonArray found = new JsonArray();
    int status = 0;
    for (Path config : configs) {
      List<Problem> problems = loader.check(config, set.settings(), data);
      boolean good = problems.stream().noneMatch(this::counts);
      if (!good) {
        status = ErrorReport.WRONG;
      }
      if (json) {
        problems.forEach(problem -> found.add(ProblemJson.of(problem, config)));
        continue;
      }
      ErrorReport.print(problems, console);
      if (good) {
        console.out().println("ok: " + config);
      }
    }
    if (json) {
      console.out().print(Json.pretty(found));
    }
    return status;
  }

  private boolean counts(Problem problem) {
    return denyWarnings || problem.severity() == Severity.ERROR;
  }
}
