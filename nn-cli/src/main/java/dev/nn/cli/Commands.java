package dev.nn.cli;

import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import picocli.CommandLine;

/** The subcommands of {@code nn}, in the order and the groups in which its help shows them. */
final class Commands {
  /** What belongs together. */
  enum Group {
    USE("Train and use a model"),
    CONFIG("Write a config"),
    LOOK("Look inside"),
    TOOLS("Around nn");

    private final String title;

    Group(String title) {
      this.title = title;
    }

    String title() {
      return title;
    }
  }

  /**
   * A subcommand.
   *
   * @param name what the user writes
   * @param group where the help shows it
   * @param make makes it
   */
  record Entry(String name, Group group, Function<Console, Object> make) {}

  /** All of them; whoever adds a command adds a line. */
  static final List<Entry> ALL =
      List.of(
          new Entry("train", Group.USE, TrainCommand::new),
          new Entry("evaluate", Group.USE, EvaluateCommand::new),
          new Entry("predict", Group.USE, PredictCommand::new),
          new Entry("generate", Group.USE, GenerateCommand::new),
          new Entry("init", Group.CONFIG, InitCommand::new),
          new Entry("validate", Group.CONFIG, ValidateCommand::new),
          new Entry("explain-error", Group.CONFIG, ExplainErrorCommand::new),
          new Entry("render", Group.CONFIG, RenderCommand::new),
          new Entry("list", Group.CONFIG, ListCommand::new),
          new Entry("schema", Group.CONFIG, SchemaCommand::new),
          new Entry("diff", Group.LOOK, DiffCommand::new),
          new Entry("summary", Group.LOOK, SummaryCommand::new),
          new Entry("explain", Group.LOOK, ExplainCommand::new),
          new Entry("gradcheck", Group.LOOK, GradcheckCommand::new),
          new Entry("compare", Group.LOOK, CompareCommand::new),
          new Entry("doctor", Group.TOOLS, DoctorCommand::new),
          new Entry("completion", Group.TOOLS, CompletionCommand::new),
          new Entry("help", Group.TOOLS, HelpCommand::new));

  /** They speak about the others, so they need them all. */
  private static final Set<String> ABOUT_OTHERS = Set.of("help", "completion");

  /** Asks for no command. */
  private static final Set<String> VERSION = Set.of("--version", "-V");

  private Commands() {}

  /** All names, for completion. */
  static final class Names implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return ALL.stream().map(Entry::name).iterator();
    }
  }

  /** The names in a group, in order. */
  static List<String> names(Group group) {
    return ALL.stream().filter(entry -> entry.group() == group).map(Entry::name).toList();
  }

  /**
   * Adds the subcommand that the arguments ask for; all of them if that is none, or one that speaks
   * about the others. Reading the annotations of all would take longer than a whole {@code nn
   * validate} otherwise does.
   */
  static void addTo(CommandLine nn, String[] arguments, Console console) {
    for (Entry entry : wanted(arguments)) {
      nn.addSubcommand(entry.name(), entry.make().apply(console));
    }
  }

  private static List<Entry> wanted(String[] arguments) {
    for (String argument : arguments) {
      if (VERSION.contains(argument)) {
        return List.of();
      }
      if (!argument.startsWith("-")) { // The values of --color are no commands: all are added.
        return ABOUT_OTHERS.contains(argument) ? ALL : named(argument).map(List::of).orElse(ALL);
      }
    }
    return ALL;
  }

  private static Optional<Entry> named(String name) {
    return ALL.stream().filter(entry -> entry.name().equals(name)).findFirst();
  }
}
