package dev.nn.cli;

import dev.nn.api.data.Dataset;
import dev.nn.config.Experiment;
import dev.nn.config.ExperimentLoader;
import dev.nn.config.Session;
import dev.nn.config.problem.NearestName;
import dev.nn.explain.Explainer;
import dev.nn.explain.Explanation;
import dev.nn.explain.NotesReport;
import dev.nn.explain.Recorder;
import dev.nn.explain.Section;
import dev.nn.explain.TextReport;
import dev.nn.explain.Trials;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "explain",
    description = {
      "Shows backpropagation at work: one training step, with every formula and every number.",
      "Forward, backward and the update. The formulas are read off the graph that trains, and its"
          + " numbers come from the backend that trains. As text on standard output, or as a page in"
          + " which every number can be asked where it comes from: --format html."
    },
    footer = {
      "",
      "Environment:",
      "  NN_DATA_ROOT  Folder in which data sets are looked for before they are downloaded.",
      "",
      "Examples:",
      "  nn explain configs/iris.yaml",
      "  nn explain configs/digits.yaml --row 7 --layer digit",
      "  nn explain configs/iris.yaml --batch 3 --step 20",
      "  nn explain configs/digits_cnn.yaml --layer conv2d --at 3,4,5",
      "  nn explain configs/iris.yaml --format latex --output iris.tex",
      "  nn explain configs/iris.yaml --format html --output iris-explained.html"
    })
final class ExplainCommand implements Callable<Integer> {
  private final Console console;

  @Parameters(
      paramLabel = "CONFIG",
      description = "A config file, a model file, or the folder of a run.")
  private Path source;

  @Option(
      names = "--row",
      paramLabel = "N",
      description = "Which training example, counted from 1. Default: 1.")
  private Integer row;

  @Option(
      names = "--batch",
      paramLabel = "N",
      description = "The first so many training examples, in place of a single one.")
  private Integer batch;

  @Option(
      names = "--step",
      paramLabel = "K",
      defaultValue = "1",
      description =
          "Explain the K-th step: the K − 1 before it are trained as the config says."
              + " Default: ${DEFAULT-VALUE}.")
  private long step;

  @Option(
      names = "--layer",
      paramLabel = "PATH",
      description =
          "Only this layer, and what is inside it; 'loss' and 'optimizer' are such paths too.")
  private String layer;

  @Option(
      names = "--at",
      paramLabel = "I,J",
      split = ",",
      description =
          "Which entry of a value that is too large to be written whole, such as channel,row,column;"
              + " counted from 1. Default: the greatest.")
  private int[] at = {};

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "text",
      description = {
        "text (default): for a terminal;",
        "latex, markdown: formulas for one's notes;",
        "html: a page to click and step through, for a browser, in one file;",
        "json: for programs.",
        "All but html go to standard output, unless --output says otherwise."
      })
  private ExplainFormat format;

  @Option(
      names = "--output",
      paramLabel = "FILE",
      description = "Write to this file. Default for html: NAME-explained.html, NAME the config's.")
  private Path output;

  @Option(
      names = "--steps",
      paramLabel = "N",
      description =
          "For html and json: follow the examples through the training up to the N-th step, shown at"
              + " steps 1, 2, 5, 10, 20, 50 and so on. Default: 50 for html, else only --step.")
  private Long steps;

  @Mixin private SettingsOption set;

  ExplainCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    checkOptions();
    try (Session session = open()) {
      Dataset train = session.data().train();
      Dataset rows = rows(train);
      if (format.isRecording()) {
        writeFile(session, rows);
        return 0;
      }
      if (step > 1) {
        session.trainer().train(train, 0, step - 1);
      }
      Explanation explanation;
      try (Session exact = exact(session)) {
        explanation =
            new Explainer(session.trainer(), Optional.of(exact.trainer()), Trials.at(at))
                .explain(rows, step);
      }
      String report = report(explanation, heading(session));
      if (output == null) {
        console.out().print(report);
      } else {
        OutputFile.check(output);
        OutputFile.write(output, out -> out.write(report.getBytes(StandardCharsets.UTF_8)));
        console.err().println("wrote " + output);
      }
    }
    return 0;
  }

  private String report(Explanation explanation, String heading) {
    Predicate<Section> chosen = chosen(explanation);
    return switch (format) {
      case LATEX -> new NotesReport(explanation, chosen, NotesReport.Form.LATEX).print(heading);
      case MARKDOWN ->
          new NotesReport(explanation, chosen, NotesReport.Form.MARKDOWN).print(heading);
      default -> heading + "\n\n" + new TextReport(explanation, chosen, at).print();
    };
  }

  private void writeFile(Session session, Dataset rows) throws IOException {
    long last = steps != null ? steps : format == ExplainFormat.HTML ? Math.max(step, 50) : step;
    int first = row == null ? 1 : row;
    List<Long> shown = Recorder.steps(step, last);
    Path target =
        output != null ? output : Path.of(session.experiment().spec().name() + "-explained.html");
    try (Session exact = exact(session)) {
      ExplainFile file = new ExplainFile(session, exact, rows, first, weights(), shown);
      if (format == ExplainFormat.JSON && output == null) {
        file.writeJson(console.out());
        return;
      }
      OutputFile.check(target);
      OutputFile.write(target, format == ExplainFormat.JSON ? file::writeJson : file::writeHtml);
      console.err().println("wrote " + target);
    }
  }

  private void checkOptions() {
    if (row != null && batch != null) {
      throw new UsageException("--row and --batch exclude each other", "");
    }
    if (step < 1) {
      throw new UsageException("--step is " + step + "; steps are counted from 1", "");
    }
    if (steps != null && !format.isRecording()) {
      throw new UsageException(
          "--steps is for --format html and --format json", "the others show one step: --step");
    }
    if (steps != null && steps < step) {
      throw new UsageException(
          "--steps is " + steps + ", less than --step " + step, "it names the last step shown");
    }
    if (at.length > 0 && format != ExplainFormat.TEXT) {
      throw new UsageException("--at is for --format text", "the others show what they show");
    }
    if (IntStream.of(at).anyMatch(index -> index < 1)) {
      throw new UsageException("--at has indices from 1 on", "such as --at 3,4,5");
    }
    if (layer != null && format.isRecording()) {
      throw new UsageException(
          "--layer is for --format text, latex and markdown", "the others show every layer");
    }
  }

  private boolean isModel() {
    return Files.isDirectory(source) || source.toString().endsWith(".nn");
  }

  private Session open() throws IOException {
    if (isModel()) {
      TrainedModel trained = TrainedModel.read(source, set.settings());
      return trained.open(trained.experiment().loadData());
    }
    Experiment experiment = ExperimentLoader.create().load(source, set.settings());
    Session session = Session.open(experiment, experiment.loadData());
    session.trainer().adapt(session.data().train());
    return session;
  }

  /** The same network in float64, in its first state. */
  private Session exact(Session session) throws IOException {
    List<String> settings = new ArrayList<>(set.settings());
    settings.add("train.dtype=float64");
    Experiment experiment =
        isModel()
            ? TrainedModel.read(source, settings).experiment()
            : ExperimentLoader.create().load(source, settings);
    return Session.open(experiment, session.data());
  }

  private Dataset rows(Dataset train) {
    int count = batch == null ? 1 : batch;
    int first = row == null ? 1 : row;
    if (first < 1 || count < 1 || first + count - 1 > train.size()) {
      throw new UsageException(
          batch == null
              ? "there is no row " + first
              : "there are no " + count + " rows to make a batch of",
          "the training part has the rows 1 to " + Numbers.count(train.size()));
    }
    return train.select(IntStream.range(first - 1, first - 1 + count).toArray());
  }

  private Predicate<Section> chosen(Explanation explanation) {
    if (layer == null) {
      return section -> true;
    }
    List<String> paths = explanation.sections().stream().map(Section::path).distinct().toList();
    if (paths.stream().noneMatch(this::isInside)) {
      throw new UsageException(
          "there is no layer '" + layer + "'",
          NearestName.of(layer, paths)
              .map(name -> "did you mean '" + name + "'?")
              .orElse("one of: " + String.join(", ", paths)));
    }
    return section -> isInside(section.path());
  }

  private boolean isInside(String path) {
    return path.equals(layer) || path.startsWith(layer + "/");
  }

  private String heading(Session session) {
    String examples = batch == null ? "row " + (row == null ? 1 : row) : "rows 1 to " + batch;
    return "%s: step %d on %s of %s training examples, %s, backend %s"
        .formatted(
            session.experiment().spec().name(),
            step,
            examples,
            Numbers.count(session.data().train().size()),
            weights(),
            session.backend().name());
  }

  private String weights() {
    return isModel()
        ? "trained weights"
        : switch ((int) Math.min(step, 3)) {
          case 1 -> "initial weights";
          case 2 -> "weights after 1 step";
          default -> "weights after " + Numbers.count(step - 1) + " steps";
        };
  }
}
