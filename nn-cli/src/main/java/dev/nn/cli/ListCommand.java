package dev.nn.cli;

import dev.nn.config.ExperimentLoader;
import dev.nn.config.problem.NearestName;
import dev.nn.config.registry.Kind;
import dev.nn.config.registry.Registration;
import dev.nn.config.registry.Registry;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
    name = "list",
    description = {
      "Lists what a config can name: layers, losses, ….",
      "Prints names, other accepted names and one line about each on standard output, those of plugins"
          + " on the class path too."
    },
    footer = {"", "Examples:", "  nn list", "  nn list optimizers"})
final class ListCommand implements Callable<Integer> {
  private static final String BACKENDS = "backends";

  /** What can be listed, for completion. */
  static final class Kinds implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return kinds().iterator();
    }
  }

  private final Console console;

  @Parameters(
      arity = "0..1",
      paramLabel = "KIND",
      completionCandidates = Kinds.class,
      description = "All of them if left out: ${COMPLETION-CANDIDATES}.")
  private String kind;

  ListCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    List<String> kinds = kinds();
    if (kind != null && !kinds.contains(kind)) {
      throw new UsageException(
          "there are no '" + kind + "'",
          NearestName.of(kind, kinds)
              .map(name -> "did you mean '" + name + "'?")
              .orElse("one of: " + String.join(", ", kinds)));
    }
    ExperimentLoader loader = ExperimentLoader.create();
    for (String each : kind == null ? kinds : List.of(kind)) {
      if (kind == null) {
        console.out().println((each.equals(kinds.get(0)) ? "" : "\n") + each + ":");
      }
      console.out().print(table(loader, each).print(kind == null ? "  " : ""));
    }
    return 0;
  }

  private static List<String> kinds() {
    List<String> kinds = new ArrayList<>(Kind.ALL.stream().map(Kind::plural).toList());
    kinds.add(BACKENDS);
    return kinds;
  }

  private static TextTable table(ExperimentLoader loader, String plural) {
    TextTable table = new TextTable(3);
    if (plural.equals(BACKENDS)) {
      loader.backends().names().forEach(table::row);
      return table;
    }
    Kind<?> kind =
        Kind.ALL.stream().filter(each -> each.plural().equals(plural)).findFirst().orElseThrow();
    Registry<?> registry = loader.registries().of(kind);
    for (Registration<?> part : registry.all()) {
      table.row(part.name(), String.join(", ", part.aliases()), part.doc());
    }
    return table;
  }
}
