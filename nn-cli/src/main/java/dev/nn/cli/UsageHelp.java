package dev.nn.cli;

import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.CommandSpec;

/**
 * What {@code --help} shows. For {@code nn}, its commands by group, as git's help has them; for a
 * command, the first line of its description, the options and the examples. The rest is in its
 * {@link ManualPage}.
 */
final class UsageHelp extends Help {
  private final CommandSpec command;

  UsageHelp(CommandSpec command, ColorScheme colors) {
    super(command, colors);
    this.command = command;
  }

  /** Prints the help of a command. */
  static void print(CommandLine command, PrintStream out) {
    command.setHelpFactory(UsageHelp::new);
    command.usage(out);
  }

  @Override
  public String commandList() {
    Map<String, CommandLine> commands = command.subcommands();
    StringBuilder text = new StringBuilder();
    for (Commands.Group group : Commands.Group.values()) {
      List<String> names = Commands.names(group).stream().filter(commands::containsKey).toList();
      if (!names.isEmpty()) {
        text.append('\n').append(group.title()).append(":\n");
        dev.nn.cli.TextTable table = new dev.nn.cli.TextTable(2); // Help has one of its own.
        names.forEach(name -> table.row(name, summary(commands.get(name).getCommandSpec())));
        text.append(table.print("  "));
      }
    }
    return text.toString();
  }

  @Override
  public String description(Object... parameters) {
    return summary(command) + "\n";
  }

  /** The first line of a command's description says what it does. */
  static String summary(CommandSpec command) {
    return command.usageMessage().description()[0];
  }

  @Override
  public String exitCodeList() {
    return "";
  }

  @Override
  public String footer(Object... parameters) {
    if (command.parent() == null) {
      return super.footer(parameters);
    }
    return Footer.of(command).section("Examples").stream()
        .map(line -> "  " + line + "\n")
        .collect(Collectors.joining("", "\nExamples:\n", ""));
  }
}
