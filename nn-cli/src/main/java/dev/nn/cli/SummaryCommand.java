package dev.nn.cli;

import com.google.gson.JsonObject;
import dev.nn.api.data.PreparedData;
import dev.nn.cli.diagram.Diagram;
import dev.nn.cli.diagram.Dot;
import dev.nn.cli.diagram.Drawing;
import dev.nn.cli.diagram.Mermaid;
import dev.nn.config.Assembly;
import dev.nn.config.Experiment;
import dev.nn.config.ExperimentLoader;
import dev.nn.config.spec.ExperimentSpec;
import dev.nn.core.inspect.PlannedMemory;
import dev.nn.core.inspect.Stages;
import dev.nn.core.train.TrainingGraph;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "summary",
    description = {
      "Shows the layers of a config's network: shapes, parameters, work, memory.",
      "Reads the config and its data, but trains nothing and starts no backend. The table goes to"
          + " standard output. Below it stands what a training step needs, and what was inferred,"
          + " such as whether a loss takes probabilities or logits. --stage looks into the stages"
          + " between the layers and what runs."
    },
    footer = {
      "",
      "Environment:",
      "  NN_DATA_ROOT  Folder in which data sets are looked for before they are downloaded.",
      "",
      "Examples:",
      "  nn summary configs/digits_cnn.yaml",
      "  nn summary configs/digits.yaml --set vars.hidden=256 --batch 512",
      "  nn summary configs/wine_two_heads.yaml --format svg",
      "  nn summary configs/iris.yaml --stage plan"
    })
final class SummaryCommand implements Callable<Integer> {
  /** How it is written. */
  enum Format {
    TABLE,
    JSON,
    MERMAID,
    DOT,
    SVG
  }

  /** What is shown. */
  enum Stage {
    NETWORK,
    GRAPH,
    GRADIENT,
    PLAN
  }

  private final Console console;

  @Parameters(paramLabel = "CONFIG", description = "A config file.")
  private Path config;

  @Mixin private SettingsOption set;

  @Option(
      names = "--batch",
      paramLabel = "N",
      description = "Examples in a step; default: train.batch_size.")
  private Optional<Integer> batch;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "table",
      description = "table (default), json, mermaid, dot or svg.")
  private Format format;

  @Option(
      names = "--stage",
      paramLabel = "STAGE",
      defaultValue = "network",
      description = {
        "network (default): layers;",
        "graph: the ops of forward pass and cost;",
        "gradient: the same with the backward pass and the update;",
        "plan: instructions over fixed memory, as the backend gets them."
      })
  private Stage stage;

  SummaryCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    check();
    ExperimentLoader loader = ExperimentLoader.create();
    Experiment experiment = loader.load(config, set.settings());
    PreparedData data = experiment.loadData();
    Assembly assembly = experiment.assemble(data);
    experiment.review(data, assembly);
    ErrorReport.warn(experiment, console);
    TrainingStages planner = new TrainingStages(experiment, loader.backends(), data, assembly);
    int examples = batch.orElseGet(planner::batch);
    Stages stages = planner.of(examples);
    console
        .out()
        .print(
            stage == Stage.NETWORK
                ? network(
                    new OutlineWriter(experiment, loader.registries(), data, assembly)
                        .write(PlannedMemory.of(stages.plan()), examples))
                : stage(experiment.spec(), stages, examples));
    return 0;
  }

  private void check() {
    if (batch.isPresent() && batch.get() < 1) {
      throw new UsageException(
          "a batch of " + batch.get() + " examples", "--batch takes 1 or more");
    }
  }

  private String network(NetworkOutline outline) {
    Diagram diagram = NetworkDiagram.of(outline);
    return switch (format) {
      case TABLE -> new NetworkTable(outline).print();
      case JSON -> Json.line(NetworkJson.of(outline)) + "\n";
      case MERMAID -> Mermaid.print(diagram);
      case DOT -> Dot.print(diagram);
      case SVG -> Drawing.print(diagram);
    };
  }

  private String stage(ExperimentSpec spec, Stages stages, int examples) {
    String name = spec.name();
    if (stage == Stage.PLAN) {
      PlannedStep step = new PlannedStep(name, spec.backend().type(), examples, stages.plan());
      PlanStage plan = new PlanStage(step);
      PlanPictures pictures = new PlanPictures(step);
      return print(plan::text, plan::json, pictures::diagram, () -> pictures.map().print());
    }
    TrainingGraph training = stages.training();
    GraphStage graph =
        stage == Stage.GRAPH
            ? new GraphStage(name, "forward pass and cost", stages.forward(), Map.of(), examples)
            : new GraphStage(
                name, "training step", training.graph(), training.chainRule().sources(), examples);
    Supplier<String> drawing = () -> Drawing.print(graph.diagram().flat());
    return print(graph::text, graph::json, graph::diagram, drawing);
  }

  private String print(
      Supplier<String> text,
      Supplier<JsonObject> json,
      Supplier<Diagram> diagram,
      Supplier<String> drawing) {
    return switch (format) {
      case TABLE -> text.get();
      case JSON -> Json.line(json.get()) + "\n";
      case MERMAID -> Mermaid.print(diagram.get());
      case DOT -> Dot.print(diagram.get());
      case SVG -> drawing.get();
    };
  }
}
