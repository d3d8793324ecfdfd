package dev.nn.cli;

import java.util.concurrent.Callable;
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
public final class Main implements Callable<Integer> {
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
    // Converters for options that nn does not have; loading them takes a tenth of a small command.
    System.setProperty("picocli.converters.excludes", "java\\.(sql|time)\\..*");
    int status = run(args, Console.ofProcess(new StopRequest()));
    System.exit(status);
  }

  /** Runs a command and returns its status. */
  static int run(String[] args, Console console) {
    Main main = new Main(console);
    int status;
    // Errors are caught here, not by picocli's handlers: every class of ours that implements one of
    // picocli's keeps that, and what it needs, out of the launcher's class data archive.
    try {
      status = execute(commands(main, args, console), args, console);
    } catch (ParameterException e) {
      status = UsageReport.print(e, console);
    } catch (Exception | OutOfMemoryError | StackOverflowError | LinkageError e) {
      status = ErrorReport.print(e, console, main.debug);
    }
    console.out().flush();
    console.err().flush();
    return status;
  }

  private static CommandLine commands(Main main, String[] args, Console console) {
    CommandLine nn = new CommandLine(main);
    Commands.addTo(nn, args, console);
    nn.setUsageHelpWidth(Math.max(NARROWEST_HELP, Math.min(console.width(), WIDEST_HELP)));
    nn.setCaseInsensitiveEnumValuesAllowed(true);
    return nn;
  }

  private static int execute(CommandLine nn, String[] args, Console console) throws Exception {
    CommandLine last = nn;
    for (CommandLine command : nn.parseArgs(args).asCommandLineList()) {
      if (command.isUsageHelpRequested()) {
        UsageHelp.print(command, console.out());
        return 0;
      }
      if (command.isVersionHelpRequested()) {
        Version.lines().forEach(console.out()::println);
        return 0;
      }
      last = command;
    }
    return last.<Callable<Integer>>getCommand().call();
  }

  @Override
  public Integer call() {
    CommandLine nn = spec.commandLine();
    UsageHelp.print(nn, console.err());
    throw new ParameterException(nn, "which command?");
  }
}
