package dev.nn.cli;

import dev.nn.api.data.PreparedData;
import dev.nn.cli.init.Draft;
import dev.nn.cli.init.DraftException;
import dev.nn.cli.init.Sample;
import dev.nn.cli.init.Task;
import dev.nn.cli.init.Template;
import dev.nn.config.Experiment;
import dev.nn.config.ExperimentLoader;
import dev.nn.config.problem.NearestName;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "init",
    description = {
      "Writes a config to start from: a template, or one made for a data file.",
      "Without arguments it lists the templates. A template comes with sample data, written beside it"
          + " into the folder data unless they are there, so that it trains as it is; so does the"
          + " JSON Schema that the config's first line names, by which editors complete it. With"
          + " --from-data the file is looked at (kinds of columns, gaps, classes, columns that give"
          + " the target away) and a config is written in which every choice has its reason."
    },
    footer = {
      "",
      "Files:",
      "  TEMPLATE.yaml, NAME.yaml  The config, in the working directory.",
      "  data/                     Sample data of a template, beside the config.",
      "  nn.schema.json            Schema for editors, beside the config; see nn schema.",
      "",
      "Examples:",
      "  nn init",
      "  nn init mlp-csv",
      "  nn init cnn-images --output -",
      "  nn init --from-data configs/data/wine.csv --target target",
      "  nn init --from-data configs/data/diabetes.csv --target target --output -"
    })
final class InitCommand implements Callable<Integer> {
  private static final String STANDARD_OUTPUT = "-";

  /** The templates, for completion. */
  static final class Templates implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Stream.of(Template.values()).map(Template::toString).iterator();
    }
  }

  private final Console console;

  @Parameters(
      arity = "0..1",
      paramLabel = "TEMPLATE",
      completionCandidates = Templates.class,
      description = "A template; left out, they are listed.")
  private String template;

  @Option(
      names = "--from-data",
      paramLabel = "FILE",
      description =
          "A table with a line of names: cells between commas, semicolons, tabs or vertical bars.")
  private Path data;

  @Option(
      names = "--target",
      paramLabel = "COLUMN",
      description = "With --from-data: the column that is to be predicted.")
  private String target;

  @Option(
      names = "--task",
      description =
          "With --from-data: ${COMPLETION-CANDIDATES}. Left out, what the target looks like.")
  private Task task;

  @Option(
      names = "--output",
      paramLabel = "FILE",
      description =
          "Where to write the config; - for standard output. Left out, a file called like the"
              + " template or the data.")
  private String output;

  @Option(names = "--force", description = "Write over a config that is there.")
  private boolean force;

  InitCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    if (data == null && (target != null || task != null)) {
      throw new UsageException(
          (target != null ? "--target" : "--task") + " goes with --from-data",
          "name the file with the column: --from-data FILE.csv");
    }
    if (data != null && template != null) {
      throw new UsageException(
          "expected a template or --from-data, found both", "leave out '" + template + "'");
    }
    if (data != null) {
      fromData();
    } else if (template != null) {
      fromTemplate();
    } else {
      list();
    }
    return 0;
  }

  private void list() {
    TextTable table = new TextTable(2);
    for (Template each : Template.values()) {
      table.row(each.toString(), each.summary());
    }
    console.out().print(table.print(""));
    console
        .err()
        .println("\nnn init TEMPLATE writes one; nn init --from-data FILE.csv --target COLUMN");
    console.err().println("makes one for your own table.");
  }

  private void fromTemplate() throws IOException {
    Template found =
        Template.find(template)
            .orElseThrow(
                () -> {
                  List<String> names =
                      Arrays.stream(Template.values()).map(Template::toString).toList();
                  return new UsageException(
                      "there is no template '" + template + "'",
                      NearestName.of(template, names)
                          .map(name -> "did you mean '" + name + "'?")
                          .orElse("one of: " + String.join(", ", names)));
                });
    Path config = config(found.toString());
    if (!write(config, found.text(config.toString()))) {
      return;
    }
    say("wrote " + config + ": " + found.summary());
    Sample sample = found.sample();
    Path folder = config.toAbsolutePath().getParent();
    Path first = shown(folder.resolve(sample.path()));
    if (Files.exists(first)) {
      say(first + " is there already and stays as it is");
    } else {
      for (Map.Entry<String, byte[]> file : sample.files().entrySet()) {
        Path path = folder.resolve(file.getKey());
        Files.createDirectories(path.getParent());
        OutputFile.write(path, out -> out.write(file.getValue()));
      }
      say("wrote " + first + ": " + sample.what() + ", to try it on");
    }
    finish(config);
  }

  private void fromData() throws IOException {
    if (target == null) {
      throw new UsageException(
          "which column is to be predicted?", "name it by --target COLUMN; " + columns());
    }
    Draft draft = draft();
    Path config = config(stem(data));
    String text = draft.yaml(stem(config), config.toString(), path(config));
    check(text, config);
    if (!write(config, text)) {
      return;
    }
    say("wrote " + config + ": " + draft.summary());
    TextTable excluded = new TextTable(2);
    draft.excluded().forEach((column, reason) -> excluded.row("left out " + column, reason));
    console.err().print(excluded.print("  "));
    draft.cautions().forEach(caution -> say("  careful: " + caution));
    finish(config);
  }

  /** A file's name without its ending, as names of runs may be. */
  private static String stem(Path file) {
    String stem = file.toAbsolutePath().getFileName().toString().replaceFirst("\\.[A-Za-z]+$", "");
    String name = stem.replaceAll("[^A-Za-z0-9._-]+", "-").replaceFirst("^[.-]+", "");
    return name.isEmpty() ? "experiment" : name;
  }

  private String columns() {
    return "columns: " + String.join(", ", Draft.columns(InputFile.check(data)));
  }

  private Draft draft() {
    try {
      return Draft.of(InputFile.check(data), target, Optional.ofNullable(task));
    } catch (DraftException e) {
      throw new UsageException(e.getMessage(), e.hint());
    }
  }

  /** The data file as it is to stand in the config. */
  private String path(Path config) {
    Path folder = config.toAbsolutePath().normalize().getParent();
    Path file = data.toAbsolutePath().normalize();
    boolean reachable = folder.getRoot().equals(file.getRoot());
    return (reachable ? folder.relativize(file) : file).toString().replace('\\', '/');
  }

  /** What is written is a config that fits its data, whatever the file holds. */
  private void check(String text, Path config) {
    Experiment experiment = ExperimentLoader.create().parse(text, config, List.of());
    PreparedData prepared = experiment.loadData();
    experiment.assemble(prepared);
    prepared.warnings().forEach(warning -> say("warning: " + warning));
  }

  private Path config(String name) {
    return Path.of(output == null || output.equals(STANDARD_OUTPUT) ? name + ".yaml" : output);
  }

  /** Whether a file was written, and there is more to say. */
  private boolean write(Path config, String text) throws IOException {
    if (STANDARD_OUTPUT.equals(output)) {
      console.out().print(text);
      return false;
    }
    OutputFile.check(config);
    if (Files.exists(config) && !force) {
      throw new UsageException(
          config + " is there already", "--force writes over it, --output FILE elsewhere");
    }
    String whole = SchemaFile.MODELINE + text;
    OutputFile.write(config, out -> out.write(whole.getBytes(StandardCharsets.UTF_8)));
    return true;
  }

  private void schema(Path config) throws IOException {
    Path file = shown(config.toAbsolutePath().resolveSibling(SchemaFile.NAME));
    String text = SchemaFile.text();
    if (!Files.exists(file)) {
      SchemaFile.write(file, text);
      say("wrote " + file + ": lets editors complete and check the config");
    } else if (!SchemaFile.holds(file, text)) {
      say(file + " is of another version or other plugins; nn schema --output " + file);
    }
  }

  private void finish(Path config) throws IOException {
    schema(config);
    say("next: nn train " + config);
  }

  private void say(String line) {
    console.err().println(line);
  }

  /** As the user would write it. */
  private static Path shown(Path file) {
    Path here = Path.of("").toAbsolutePath();
    return file.startsWith(here) ? here.relativize(file) : file;
  }
}
