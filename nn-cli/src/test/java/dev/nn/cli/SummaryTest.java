package dev.nn.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.nn.api.backend.Backend;
import dev.nn.api.backend.BackendProvider;
import dev.nn.api.backend.Plan;
import dev.nn.api.data.PreparedData;
import dev.nn.config.Experiment;
import dev.nn.config.ExperimentLoader;
import dev.nn.core.inspect.Stages;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

/** 2 numbers, 8 hidden units, 2 classes; 36 training examples in batches of 8. */
class SummaryTest {
  @TempDir Path dir;
  private Path config;

  @BeforeEach
  void write() {
    Nn.csv(dir);
    config = Nn.csvConfig(dir, 2);
  }

  private JsonObject json(Object... more) {
    List<Object> arguments = new ArrayList<>(List.of("summary", config, "--format", "json"));
    arguments.addAll(List.of(more));
    return Nn.ok(arguments.toArray()).json();
  }

  @Test
  void jsonSaysOfEachLayerWhatTheTableSays() {
    JsonArray layers = json().getAsJsonArray("layers");
    assertEquals(
        JsonParser.parseString(
            "{name: kind, path: kind, type: dense, nature: product, connections: [dense],"
                + " output_shape: [2], dtype: float32, parameters: 18, multiply_adds: 16,"
                + " trainable: true, shared: null}"),
        layers.get(1));
    assertEquals(2 * 8 + 8, layers.get(0).getAsJsonObject().get("parameters").getAsInt());
  }

  @Test
  void totalsAreThoseOfAllLayers() {
    JsonObject json = json("--set", "model.layers.dense.trainable=false");
    assertEquals(
        JsonParser.parseString("{total: 42, trained: 18, frozen: 24}"), json.get("parameters"));
    assertEquals(2 * 8 + 8 * 2, json.get("multiply_adds").getAsInt());
    String table = Nn.ok("summary", config, "--set", "model.layers.dense.trainable=false").out();
    assertTrue(table.contains("dense (frozen)"), table);
    assertTrue(table.lines().anyMatch(line -> line.matches("    trained +18 +72 B")), table);
    assertTrue(table.lines().anyMatch(line -> line.matches("    frozen +24 +96 B")), table);
    assertTrue(
        table.lines().anyMatch(line -> line.matches("  multiply-adds +32 +per example, forwards")),
        table);
  }

  @Test
  void memoryIsThatOfParametersOptimizerAndPlan() {
    JsonObject training = json().getAsJsonObject("training");
    assertEquals(8, training.get("batch_size").getAsInt());
    assertEquals("reference", training.get("backend").getAsString());
    JsonObject memory = training.getAsJsonObject("memory_bytes");
    assertEquals(42 * 4, memory.get("parameters").getAsInt());
    assertEquals(2 * 42 * 4, memory.get("optimizer").getAsInt(), "two moments of Adam");
    JsonObject plan = json("--stage", "plan");
    assertEquals(memory, plan.get("memory_bytes"));
    int sum = 0;
    for (String part :
        List.of("arena", "constants", "parameters", "frozen", "state", "optimizer")) {
      sum += memory.get(part).getAsInt();
    }
    assertEquals(memory.get("total").getAsInt(), sum);
  }

  @Test
  void aLargerBatchNeedsMoreOfTheArenaAndNothingElse() {
    JsonObject eight = json("--stage", "plan").getAsJsonObject("memory_bytes");
    JsonObject many = json("--stage", "plan", "--batch", "800").getAsJsonObject("memory_bytes");
    assertTrue(many.get("arena").getAsLong() > 50 * eight.get("arena").getAsLong());
    assertEquals(eight.get("optimizer"), many.get("optimizer"));
    String input = "  in +input +arena\\+[0-9]+ +float32\\[800, 2\\] .*";
    assertTrue(
        Nn.ok("summary", config, "--stage", "plan", "--batch", 800)
            .out()
            .lines()
            .anyMatch(line -> line.matches(input)));
    // There are but 36 examples to train on.
    JsonObject all = json("--set", "train.batch_size=1000").getAsJsonObject("training");
    assertEquals(36, all.get("batch_size").getAsInt());
  }

  @ParameterizedTest
  @ValueSource(strings = {"nd4j", "reference"})
  void whatIsPlannedIsWhatTheBackendWouldRun(String backend) {
    ExperimentLoader loader = ExperimentLoader.create();
    Experiment experiment = loader.load(config, List.of("backend=" + backend));
    PreparedData data = experiment.loadData();
    Stages stages =
        new TrainingStages(experiment, loader.backends(), data, experiment.assemble(data)).of(8);
    try (Backend started = experiment.openBackend()) {
      Plan run = Stages.of(stages.training(), started).plan();
      assertEquals(run.instructions(), stages.plan().instructions());
      assertEquals(run.arenaBytes(), stages.plan().arenaBytes());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"network", "plan"})
  void theUsualBackendNeedNotBeInstalled(String stage) throws Throwable {
    Services.without(
        BackendProvider.class,
        () -> {
          String said = Nn.ok("summary", config, "--set", "backend=nd4j", "--stage", stage).out();
          assertTrue(said.contains(" on nd4j"), said);
        });
  }

  @Test
  void theGraphEndsWithTheCost() {
    JsonArray nodes = json("--stage", "graph").getAsJsonArray("nodes");
    JsonObject last = nodes.get(nodes.size() - 1).getAsJsonObject();
    assertEquals("C", last.get("label").getAsString());
    assertEquals("forward", last.get("part").getAsString());
    long products = 0;
    for (JsonElement node : nodes) {
      products += node.getAsJsonObject().get("multiply_adds").getAsLong();
    }
    assertEquals(8 * 32, products, "eight examples");
  }

  @Test
  void nodesOfTheBackwardPassSayWhichNodeTheyDifferentiate() {
    JsonArray nodes = json("--stage", "gradient").getAsJsonArray("nodes");
    List<String> products = new ArrayList<>();
    for (JsonElement element : nodes) {
      JsonObject node = element.getAsJsonObject();
      assertEquals(
          node.get("part").getAsString().equals("backward"),
          !node.get("differentiates").isJsonNull(),
          node::toString);
      if (node.get("op").getAsString().equals("matmul")) {
        products.add(node.get("path").getAsString() + " " + node.get("part").getAsString());
      }
    }
    assertEquals(
        List.of(
            "dense forward", "kind forward", "kind backward", "kind backward", "dense backward"),
        products);
    String text = Nn.ok("summary", config, "--stage", "gradient").out();
    assertTrue(text.contains("# kind, backward\n"), text);
    assertTrue(text.lines().anyMatch(l -> l.matches(".*matmul.*∂C/∂θ   ∂ of %[0-9]+")), text);
  }

  @Test
  void aPlanSaysWhereValuesLieAndForHowLong() {
    JsonObject plan = json("--stage", "plan");
    long arena = plan.getAsJsonObject("memory_bytes").get("arena").getAsLong();
    int instructions = plan.getAsJsonArray("instructions").size();
    for (JsonElement element : plan.getAsJsonArray("values")) {
      JsonObject value = element.getAsJsonObject();
      JsonObject buffer = value.getAsJsonObject("buffer");
      assertTrue(
          buffer.get("offset").getAsLong() + buffer.get("bytes").getAsLong() <= arena,
          value::toString);
      assertTrue(value.get("from").getAsInt() <= value.get("to").getAsInt());
      assertTrue(value.get("to").getAsInt() <= instructions);
    }
    assertTrue(plan.get("arena_peak_bytes").getAsLong() <= arena);
  }

  @ParameterizedTest
  @CsvSource({
    "network, mermaid, flowchart TB",
    "network, dot, digraph",
    "graph, mermaid, flowchart TB",
    "gradient, dot, digraph",
    "plan, mermaid, flowchart TB",
    "plan, dot, digraph"
  })
  void stagesAreDrawnByOtherPrograms(String stage, String format, String start) {
    String drawn = Nn.ok("summary", config, "--stage", stage, "--format", format).out();
    assertTrue(drawn.contains(start), drawn);
    // From the network's box to what it reads out to the loss: nothing is left unconnected.
    assertTrue(drawn.contains(format.equals("dot") ? " -> " : " --> "), drawn);
  }

  @ParameterizedTest
  @CsvSource({"network, kind", "graph, kind", "gradient, optimizer", "plan, instruction"})
  void stagesAreDrawnAsSvg(String stage, String text) throws Exception {
    String svg = Nn.ok("summary", config, "--stage", stage, "--format", "svg").out();
    Document parsed =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new InputSource(new StringReader(svg)));
    assertEquals("svg", parsed.getDocumentElement().getTagName());
    assertTrue(parsed.getDocumentElement().getTextContent().contains(text), svg);
  }

  @Test
  void repetitionsThatLookTheSameAreDrawnOnce() {
    String blocks =
        "[{name: tower, type: sequential, repeat: 3, layers: [{name: d, type: dense, units: 2},"
            + " {name: n, type: batch_normalization}]}, {name: deep, type: dense, units: 2, repeat:"
            + " 4}, {name: kind, type: dense, units: 2, activation: softmax}]";
    String drawn =
        Nn.ok("summary", config, "--format", "mermaid", "--set", "model.layers=" + blocks).out();
    assertTrue(drawn.contains("[\"<b>tower</b> sequential × 3\"]"), drawn);
    assertTrue(drawn.contains("<b>deep</b> dense × 4<br/>units 2<br/>2 · 24 parameters"), drawn);
    // Input, d, n, deep, kind, loss; from the last of tower to deep.
    assertEquals(5, drawn.lines().filter(line -> line.contains(" --> ")).count(), drawn);
  }

  @Test
  void whatCannotBeIsRefused() {
    String small = Nn.ends(2, "summary", config, "--batch", 0).err();
    assertTrue(small.contains("--batch takes 1 or more"), small);
    String format = Nn.ends(2, "summary", config, "--format", "pdf").err();
    assertTrue(format.toLowerCase(java.util.Locale.ROOT).contains("mermaid"), format);
    assertFalse(Nn.ok("summary", config, "--format", "table").out().isEmpty());
  }
}
