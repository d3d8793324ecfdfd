package dev.nn.cli;

import dev.nn.config.problem.Code;
import dev.nn.config.problem.CodeGroup;
import dev.nn.config.problem.Explanation;
import dev.nn.config.problem.NearestName;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "explain-error",
    description = {
      "Explains errors and warnings by their codes.",
      "Every problem that nn reports has a code, such as NN0101. Prints on standard output what it"
          + " means, an example with the report that it gets, and how it is right. Without a code,"
          + " all codes are listed."
    },
    footer = {
      "",
      "Examples:",
      "  nn explain-error NN0101",
      "  nn explain-error 302 1413",
      "  nn explain-error NN1413 --format markdown",
      "  nn explain-error"
    })
final class ExplainErrorCommand implements Callable<Integer> {
  /** A code as it is printed, or only its number; what surrounds it in a report does not matter. */
  private static final Pattern CODE =
      Pattern.compile("(?i)(?:(?:error|warning)\\[)?(?:NN)?([0-9]{1,4})]?:?");

  private static final int RULE = 100;

  /** How an explanation is written. */
  enum Format {
    TEXT,
    MARKDOWN
  }

  /** All codes, for completion. */
  static final class Codes implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return ids().iterator();
    }
  }

  private final Console console;

  @Parameters(
      arity = "0..*",
      paramLabel = "CODE",
      completionCandidates = Codes.class,
      description = "Such as NN0101, or 101 for short; left out, all codes are listed.")
  private List<String> codes = List.of();

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "text",
      description = {"text: for a terminal, the default; markdown: as on the page docs/errors.md."})
  private Format format;

  ExplainErrorCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    if (codes.isEmpty()) {
      list();
      return 0;
    }
    List<Code> known = codes.stream().map(ExplainErrorCommand::code).distinct().toList();
    String between = format == Format.MARKDOWN ? "\n" : "\n" + "─".repeat(RULE) + "\n\n";
    console.out().print(known.stream().map(this::explanation).collect(Collectors.joining(between)));
    return 0;
  }

  private String explanation(Code code) {
    Explanation explanation = Explanation.of(code);
    return format == Format.MARKDOWN ? explanation.markdown() : explanation.text();
  }

  private void list() {
    String gap = "";
    for (CodeGroup group : CodeGroup.values()) {
      console.out().println(gap + group.title() + ":");
      TextTable table = new TextTable(2);
      group.codes().forEach(code -> table.row(code.id(), code.title()));
      console.out().print(table.print("  "));
      gap = "\n";
    }
  }

  private static Code code(String written) {
    Matcher matcher = CODE.matcher(written);
    String id = matcher.matches() ? "NN%04d".formatted(Integer.valueOf(matcher.group(1))) : written;
    return Code.find(id)
        .orElseThrow(
            () ->
                new UsageException(
                    "there is no code '" + written + "'",
                    NearestName.of(id, ids())
                        .map(near -> "did you mean '" + near + "'?")
                        .orElse("'nn explain-error' lists them all")));
  }

  private static List<String> ids() {
    return Arrays.stream(CodeGroup.values())
        .flatMap(group -> group.codes().stream())
        .map(Code::id)
        .toList();
  }
}
