package dev.nn.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The {@code nn} command. */
@Command(
    name = "nn",
    description = "Trains neural networks that a YAML file describes.",
    synopsisSubcommandLabel = "COMMAND",
    sortOptions = false,
    footer = {
      "",
      "Exit status: 0 done, 1 failed while running, 2 command line, config or data wrong,",
      "130 interrupted by Ctrl-C (what was learnt is kept).",
      "NN_JAVA_OPTS: further options for Java, such as -Xmx8g."
    })
public final class Main implements Runnable {
  @Spec private CommandSpec spec;

  @Option(
      names = "--debug",
      scope = ScopeType.INHERIT,
      description = "Show the stack trace of an unexpected error.")
  private boolean debug;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      scope = ScopeType.INHERIT,
      description = "Show this help.")
  private boolean help;

  @Option(
      names = {"-V", "--version"},
      versionHelp = true,
      description = "Show the version.")
  private boolean version;

  private Main() {}

  /** Runs a command and ends the process with its status. */
  public static void main(String[] args) {
    int status = run(args, Console.ofProcess(new StopRequest()));
    System.exit(status);
  }

  /** Runs a command and returns its status. */
  static int run(String[] args, Console console) {
    Main main = new Main();
    CommandLine commands =
        new CommandLine(main)
            .addSubcommand(new TrainCommand(console))
            .addSubcommand(new EvaluateCommand(console))
            .addSubcommand(new PredictCommand(console))
            .addSubcommand(new GenerateCommand(console))
            .addSubcommand(new ValidateCommand(console))
            .addSubcommand(new SummaryCommand(console))
            .addSubcommand(new RenderCommand(console))
            .addSubcommand(new ListCommand(console));
    commands.getCommandSpec().version("nn " + Version.TEXT);
    commands.setOut(new java.io.PrintWriter(console.out(), true));
    commands.setErr(new java.io.PrintWriter(console.err(), true));
    commands.setCaseInsensitiveEnumValuesAllowed(true);
    commands.setExecutionExceptionHandler(
        (e, command, parsed) -> ErrorReport.print(e, console.err(), main.debug));
    commands.setParameterExceptionHandler((e, arguments) -> UsageReport.print(e));
    int status;
    try {
      status = commands.execute(args);
    } catch (OutOfMemoryError | StackOverflowError | LinkageError e) {
      status = ErrorReport.print(e, console.err(), main.debug);
    }
    console.out().flush();
    console.err().flush();
    return status;
  }

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getErr());
    throw new ParameterException(spec.commandLine(), "which command?");
  }
}
