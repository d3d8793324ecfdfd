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
    commandListHeading = "",
    footer = {
      "",
      "'nn help COMMAND' shows a command's manual page, with examples.",
      "",
      "Exit status: 0 done; 1 it failed while running; 2 the command line, the config or the data"
          + " are wrong; 130 interrupted by Ctrl-C (what was learnt is kept).",
      "NN_JAVA_OPTS: further options for Java, such as -Xmx8g."
    })
public final class Main implements Runnable {
  /** Columns of help texts: picocli asks for 55, and lines longer than this are hard to read. */
  private static final int NARROWEST_HELP = 55;

  private static final int WIDEST_HELP = 100;

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

  @Option(
      names = "--color",
      scope = ScopeType.INHERIT,
      paramLabel = "WHEN",
      description = {
        "Colour in errors: auto (on a terminal, unless NO_COLOR is set), always, never.",
        "Default: auto."
      })
  private void color(Colour.When when) {
    console.colour().choose(when);
  }

  private final Console console;

  private Main(Console console) {
    this.console = console;
  }

  /** Runs a command and ends the process with its status. */
  public static void main(String[] args) {
    int status = run(args, Console.ofProcess(new StopRequest()));
    System.exit(status);
  }

  /** Runs a command and returns its status. */
  static int run(String[] args, Console console) {
    Main main = new Main(console);
    CommandLine commands = new CommandLine(main);
    Commands.addTo(commands, args, console);
    commands.setHelpFactory(UsageHelp::new);
    commands.getCommandSpec().version(Version.lines());
    commands.setUsageHelpWidth(Math.max(NARROWEST_HELP, Math.min(console.width(), WIDEST_HELP)));
    commands.setOut(new java.io.PrintWriter(console.out(), true));
    commands.setErr(new java.io.PrintWriter(console.err(), true));
    commands.setCaseInsensitiveEnumValuesAllowed(true);
    commands.setExecutionExceptionHandler(
        (e, command, parsed) -> ErrorReport.print(e, console, main.debug));
    commands.setParameterExceptionHandler((e, arguments) -> UsageReport.print(e, console));
    int status;
    try {
      status = commands.execute(args);
    } catch (OutOfMemoryError | StackOverflowError | LinkageError e) {
      status = ErrorReport.print(e, console, main.debug);
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
