package dev.nn.cli;

import dev.nn.config.problem.NearestName;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "help",
    description = {
      "Shows the manual page of a command, or which commands there are.",
      "A manual page has everything about a command: what it does, its options, exit statuses,"
          + " files and environment variables, and examples to copy. 'nn COMMAND --help' is the"
          + " short form."
    },
    footer = {"", "Examples:", "  nn help", "  nn help train"})
final class HelpCommand implements Callable<Integer> {
  private final Console console;

  @Spec private CommandSpec spec;

  @Parameters(
      arity = "0..1",
      paramLabel = "COMMAND",
      completionCandidates = Commands.Names.class,
      description = "A command; left out, all commands are listed.")
  private String command;

  HelpCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    CommandLine nn = spec.root().commandLine();
    if (command == null) {
      UsageHelp.print(nn, console.out());
      return 0;
    }
    Map<String, CommandLine> commands = nn.getSubcommands();
    CommandLine wanted = commands.get(command);
    if (wanted == null) {
      throw new UsageException(
          "there is no command '" + command + "'",
          NearestName.of(command, commands.keySet())
              .map(near -> "did you mean '" + near + "'?")
              .orElse("'nn help' lists the commands"));
    }
    console.out().print(new ManualPage(wanted.getCommandSpec()).print());
    return 0;
  }
}
