package dev.nn.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * A command's page in the shape of Unix manual pages, from what picocli knows of it. The first line
 * of the description goes with the name, the others are the description; the sections of the {@link
 * Footer} become sections of the page.
 */
final class ManualPage {
  /** Where a command names none of its own. */
  private static final Map<String, String> USUAL_STATUSES =
      new TreeMap<>(
          Map.of(
              "0", "done",
              "1", "it failed while running",
              "2", "the command line, the config or the data are wrong"));

  private static final String INDENT = " ".repeat(4);
  private static final String DEEPER = " ".repeat(8);

  private final CommandSpec command;
  private final int width;
  private final StringBuilder text = new StringBuilder();

  ManualPage(CommandSpec command) {
    this.command = command;
    this.width = command.usageMessage().width();
  }

  /** The page, its last line ended. */
  String print() {
    Footer footer = Footer.of(command);
    List<String> description = Arrays.asList(command.usageMessage().description());
    heading("NAME");
    wrapped(command.qualifiedName() + ": " + UsageHelp.summary(command), INDENT);
    heading("SYNOPSIS");
    text.append(INDENT).append(new Help(command).synopsis(INDENT.length()));
    heading("DESCRIPTION");
    List<String> paragraphs =
        new ArrayList<>(description.subList(description.size() == 1 ? 0 : 1, description.size()));
    paragraphs.addAll(footer.notes());
    paragraphs(paragraphs);
    heading("OPTIONS");
    options();
    heading("EXIT STATUS");
    Map<String, String> statuses = command.usageMessage().exitCodeList();
    (statuses.isEmpty() ? USUAL_STATUSES : statuses)
        .forEach(
            (status, meaning) ->
                text.append(INDENT).append("%-3s  %s%n".formatted(status, meaning)));
    if (!footer.section("Files").isEmpty()) {
      heading("FILES");
      footer.section("Files").forEach(this::item);
    }
    heading("ENVIRONMENT");
    footer.section("Environment").forEach(this::item);
    item("NN_JAVA_OPTS  Further options for Java, such as -Xmx8g.");
    heading("EXAMPLES");
    footer.section("Examples").forEach(line -> text.append(INDENT).append(line).append('\n'));
    return text.toString();
  }

  private void heading(String name) {
    text.append(text.isEmpty() ? "" : "\n").append(name).append('\n');
  }

  private void options() {
    List<ArgSpec> all = new ArrayList<>(command.positionalParameters());
    all.addAll(command.options());
    String gap = "";
    for (ArgSpec each : all) {
      if (!each.hidden()) {
        text.append(gap).append(INDENT).append(term(each)).append('\n');
        for (String line : each.description()) {
          wrapped(line, DEEPER);
        }
        gap = "\n";
      }
    }
  }

  private static String term(ArgSpec argument) {
    if (argument instanceof OptionSpec option) {
      String names = String.join(", ", option.names());
      return option.arity().max() == 0 ? names : names + "=" + option.paramLabel();
    }
    boolean repeatable = argument.arity().max() > 1;
    return argument.paramLabel() + (repeatable ? "…" : "");
  }

  /** A line of a section: {@code "NAME what it is"}. */
  private void item(String line) {
    String[] parts = line.split(" {2,}", 2);
    text.append(INDENT).append(parts[0]).append('\n');
    wrapped(parts[1], DEEPER);
  }

  private void paragraphs(List<String> paragraphs) {
    String gap = "";
    for (String paragraph : paragraphs) {
      text.append(gap);
      wrapped(paragraph, INDENT);
      gap = "\n";
    }
  }

  /** The text in lines of at most the page's width, broken between words. */
  private void wrapped(String paragraph, String indent) {
    // As picocli does: a per cent sign is written twice in annotations.
    StringBuilder line = new StringBuilder(indent);
    for (String word : String.format(paragraph).split(" +")) {
      if (line.length() + 1 + word.length() > width && line.length() > indent.length()) {
        text.append(line).append('\n');
        line = new StringBuilder(indent);
      }
      line.append(line.length() > indent.length() ? " " : "").append(word);
    }
    text.append(line.toString().stripTrailing()).append('\n');
  }
}
