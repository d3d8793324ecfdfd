package dev.nn.core.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nn.api.backend.Backend;
import dev.nn.api.data.Dataset;
import dev.nn.api.layer.Layer;
import dev.nn.api.tensor.DataType;
import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.Tensor;
import dev.nn.api.tensor.TensorType;
import dev.nn.api.train.Optimizer;
import dev.nn.api.train.UpdateRules;
import dev.nn.core.activations.Relu;
import dev.nn.core.activations.Softmax;
import dev.nn.core.activations.Tanh;
import dev.nn.core.check.EntryCheck.Verdict;
import dev.nn.core.initializers.GlorotUniform;
import dev.nn.core.initializers.Zeros;
import dev.nn.core.layers.BatchNormalization;
import dev.nn.core.layers.Dense;
import dev.nn.core.layers.Dropout;
import dev.nn.core.layers.Embedding;
import dev.nn.core.layers.Flatten;
import dev.nn.core.losses.MeanSquaredError;
import dev.nn.core.losses.SparseCategoricalCrossentropy;
import dev.nn.core.network.Block;
import dev.nn.core.network.Network;
import dev.nn.core.optimizers.Sgd;
import dev.nn.core.regularizers.L2;
import dev.nn.core.train.Objective;
import dev.nn.core.train.Trainer;
import dev.nn.core.train.TrainingOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StepGradientCheckTest {
  private static final StepGradientCheck CHECK =
      new StepGradientCheck(
          StepGradientCheck.SAMPLES, StepGradientCheck.TOLERANCE, StepGradientCheck.JITTER, 1);

  private final Backend backend = Fixture.reference();

  @AfterEach
  void close() {
    backend.close();
  }

  private StepGradientReport check(Layer... layers) {
    return check(CHECK, Fixture.row(layers), Sgd.of(0.1), Fixture.examples(5));
  }

  private StepGradientReport check(
      StepGradientCheck check, Network network, Optimizer optimizer, Dataset batch) {
    try (Trainer trainer = Fixture.trainer(network, optimizer, DataType.FLOAT64, backend)) {
      return check.run(trainer, batch, name -> {});
    }
  }

  private static TensorCheck tensor(StepGradientReport report, String name) {
    return report.tensors().stream().filter(t -> t.tensor().equals(name)).findFirst().orElseThrow();
  }

  private static List<String> names(StepGradientReport report) {
    return report.tensors().stream().map(TensorCheck::tensor).toList();
  }

  @Test
  void rightGradientsPassWhateverTheCostIsMadeOf() {
    Layer regularized =
        new Dense(
            6,
            new Tanh(),
            true,
            new GlorotUniform(),
            new Zeros(),
            Optional.of(new L2(0.3)),
            Optional.of(new L2(0.1)),
            Optional.of(new L2(0.2)),
            Optional.empty(),
            Optional.empty());
    Network network =
        new Network(
            List.of(
                new Network.Input(
                    "input", new TensorType(DataType.FLOAT32, Shape.of(Fixture.FEATURES)))),
            List.of(
                new Network.Node("hidden", regularized, List.of("input"), true),
                new Network.Node("norm", BatchNormalization.of(), List.of("hidden"), true),
                new Network.Node("dropout", Dropout.of(0.4), List.of("norm"), true),
                new Network.Node("class", Dense.of(2, new Softmax(-1)), List.of("dropout"), true),
                new Network.Node("number", Dense.of(1), List.of("dropout"), true)),
            List.of("class", "number"));
    Dataset batch =
        new Dataset(
            Fixture.examples(4).inputs(),
            Map.of(
                "class", Tensor.of(Shape.of(4), 0, 1, 1, 0),
                "number", Tensor.of(Shape.of(4, 1), 3.0, -1.0, 2.0, 0.5)),
            Optional.of(Tensor.of(Shape.of(4), 1.0, 0.5, 0.0, 2.0)));
    List<Objective> objectives =
        List.of(
            new Objective(
                "class",
                "class",
                SparseCategoricalCrossentropy.of(),
                1,
                Map.of(),
                List.of(1.0, 3.0)),
            new Objective("number", "number", MeanSquaredError.of(), 0.25, Map.of()));
    TrainingOptions options = new TrainingOptions(1, 4, true, 5);
    double loss;
    try (Trainer trainer =
        new Trainer(network, objectives, Sgd.of(0.1), options, DataType.FLOAT64, backend, batch)) {
      StepGradientReport moved = CHECK.run(trainer, batch, name -> {});
      assertTrue(moved.passes(), moved::toString);
      assertEquals(
          List.of(
              "input",
              "hidden/kernel",
              "hidden/bias",
              "norm/gamma",
              "norm/beta",
              "class/kernel",
              "class/bias",
              "number/kernel",
              "number/bias"),
          names(moved));
      assertTrue(moved.tensors().stream().allMatch(t -> t.largest() > 0));
    }
    StepGradientReport unmoved;
    try (Trainer trainer =
        new Trainer(network, objectives, Sgd.of(0.1), options, DataType.FLOAT64, backend, batch)) {
      unmoved = new StepGradientCheck(20, 1e-5, 0, 1).run(trainer, batch, name -> {});
      loss = trainer.trainOnBatch(batch, 1);
    }
    assertTrue(unmoved.passes(), unmoved::toString);
    assertEquals(loss, unmoved.cost(), 1e-14, "the cost that training minimises");
  }

  @Test
  void aWrongRuleFailsForAllThatComesBeforeItAndIsNamed() {
    StepGradientReport report = check(Dense.of(5, new Tanh()), Fixture.cube(3.01), Dense.of(3));
    assertFalse(report.passes());
    for (String before : List.of("input", "l0/kernel", "l0/bias")) {
      assertFalse(tensor(report, before).passes(), before);
    }
    for (String after : List.of("l2/kernel", "l2/bias")) {
      assertTrue(tensor(report, after).passes(), after);
    }
    OpFault fault = report.fault().orElseThrow();
    assertEquals("l1", fault.layer());
    assertEquals("cube", fault.op());
    assertEquals(0, fault.operand());
    EntryCheck worst = fault.check().worst().orElseThrow();
    assertEquals(3.01 / 3, worst.backpropagation() / worst.difference(), 1e-4);
  }

  @Test
  void aRightRuleOfAnOpOfOnesOwnPasses() {
    StepGradientReport report = check(Dense.of(5, new Tanh()), Fixture.cube(3), Dense.of(3));
    assertTrue(report.passes(), report::toString);
    assertEquals(Optional.empty(), report.fault());
  }

  @Test
  void aMissingRuleIsNamedToo() {
    StepGradientReport report = check(Dense.of(3, new Tanh()), Fixture.cube(0));
    assertFalse(report.passes());
    assertEquals("cube", report.fault().orElseThrow().op());
    assertEquals(0, tensor(report, "l0/kernel").largest());
  }

  @Test
  void theLastOfSeveralWrongRulesIsNamedAndItsPathLeadsIntoBlocks() {
    Block block =
        new Block(
            List.of("x"),
            List.of(
                new Network.Node("inner", Dense.of(4, new Tanh()), List.of("x"), true),
                new Network.Node("bend", Fixture.cube(1), List.of("inner"), true)),
            "bend");
    StepGradientReport report = check(Fixture.cube(2), block, Dense.of(3));
    assertEquals("l1/bend", report.fault().orElseThrow().layer());
  }

  @Test
  void whatHasNoGradientIsListedWithTheReason() {
    Layer norm = BatchNormalization.of();
    Network network =
        new Network(
            List.of(
                new Network.Input("token", new TensorType(DataType.INT32, Shape.of(2))),
                new Network.Input("x", new TensorType(DataType.FLOAT32, Shape.of(2)))),
            List.of(
                new Network.Node("embedding", Embedding.of(9, 2), List.of("token"), true),
                new Network.Node("flat", new Flatten(), List.of("embedding"), true),
                new Network.Node("frozen", Dense.of(4), List.of("x"), false),
                new Network.Node("slow", Dense.of(4), List.of("x"), true),
                new Network.Node("norm", norm, List.of("slow"), true),
                new Network.Node(
                    "add", new dev.nn.core.layers.Add(), List.of("flat", "frozen", "norm"), true),
                new Network.Node("out", Dense.of(3), List.of("add"), true)),
            List.of("out"));
    UpdateRules rules =
        new UpdateRules(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            false,
            0.99,
            Optional.empty(),
            List.of(),
            Map.of("slow/*", 0.0));
    Optimizer optimizer = new Sgd(Sgd.of(0.1).learningRate(), 0, false, Optional.empty(), rules);
    Dataset batch =
        new Dataset(
            Map.of(
                "token", Tensor.of(Shape.of(3, 2), 0, 1, 2, 3, 4, 5),
                "x", Tensor.of(Shape.of(3, 2), 0.1, 0.2, 0.3, 0.4, 0.5, 0.7)),
            Map.of("output", Fixture.examples(3).targets().get("output")),
            Optional.empty());
    StepGradientReport report;
    try (Trainer trainer =
        new Trainer(
            network,
            List.of(new Objective("out", "output", MeanSquaredError.of(), 1, Map.of())),
            optimizer,
            new TrainingOptions(1, 4, true, 5),
            DataType.FLOAT64,
            backend,
            batch)) {
      report = CHECK.run(trainer, batch, name -> {});
    }
    assertTrue(report.passes(), report::toString);
    assertEquals(
        List.of(
            new Unchecked("token", "an input of type int32 has no gradient"),
            new Unchecked("frozen/kernel", "frozen by 'trainable: false'"),
            new Unchecked("frozen/bias", "frozen by 'trainable: false'"),
            new Unchecked("slow/kernel", "frozen by a learning rate multiplier of 0"),
            new Unchecked("slow/bias", "frozen by a learning rate multiplier of 0"),
            new Unchecked(
                "norm/moving_mean", "a state, set by the forward pass and not by its gradient"),
            new Unchecked(
                "norm/moving_variance",
                "a state, set by the forward pass and not by its gradient")),
        report.unchecked());
  }

  @Test
  void ofATableThatFewExamplesReadHalfOfTheSampleAreRowsThatAreRead() {
    Network network =
        new Network(
            List.of(new Network.Input("input", new TensorType(DataType.INT32, Shape.of(1)))),
            List.of(
                new Network.Node("table", Embedding.of(5000, 3), List.of("input"), true),
                new Network.Node("flat", new Flatten(), List.of("table"), true)),
            List.of("flat"));
    Dataset batch =
        new Dataset(
            Map.of("input", Tensor.of(Shape.of(2, 1), 17, 4711)),
            Map.of("output", Fixture.examples(2).targets().get("output")),
            Optional.empty());
    TensorCheck table = check(CHECK, network, Sgd.of(0.1), batch).tensors().get(0);
    assertEquals(20, table.entries().size());
    // Of two rows of three there are six entries.
    assertEquals(6, table.entries().stream().filter(e -> e.backpropagation() != 0).count());
    assertTrue(table.passes());
  }

  @Test
  void smallTensorsAreComparedWholeAndLargeOnesInASampleThatTheSeedDecides() {
    Layer[] layers = {Dense.of(9, new Tanh()), Dense.of(3)};
    StepGradientReport first = check(layers);
    assertEquals(9, tensor(first, "l0/bias").entries().size());
    assertEquals(20, tensor(first, "l0/kernel").entries().size());
    assertEquals(first, check(layers));
    StepGradientCheck other = new StepGradientCheck(20, 1e-5, 0.1, 2);
    assertNotEquals(first, check(other, Fixture.row(layers), Sgd.of(0.1), Fixture.examples(5)));
  }

  @Test
  void firstWeightsOnAKinkAreMovedOffIt() {
    // An empty background: every z is the bias, 0, where relu has its kink.
    Dataset black =
        Dataset.of(
            Tensor.of(Shape.of(2, 4), new double[8]), Fixture.examples(2).targets().get("output"));
    Network network = Fixture.row(Dense.of(5, new Relu(0, Optional.empty(), 0)), Dense.of(3));
    StepGradientCheck unmoved = new StepGradientCheck(20, 1e-5, 0, 1);
    TensorCheck bias = tensor(check(unmoved, network, Sgd.of(0.1), black), "l0/bias");
    assertEquals(5, bias.count(Verdict.UNDECIDED));
    assertEquals(5, bias.kinks());
    assertFalse(bias.passes(), "nothing was decided");
    StepGradientReport moved = check(CHECK, network, Sgd.of(0.1), black);
    assertTrue(moved.passes(), moved::toString);
    assertEquals(0, tensor(moved, "l0/bias").count(Verdict.UNDECIDED));
  }

  @Test
  void progressIsToldOfEveryTensor() {
    List<String> told = new ArrayList<>();
    try (Trainer trainer =
        Fixture.trainer(Fixture.row(Dense.of(3)), Sgd.of(0.1), DataType.FLOAT64, backend)) {
      CHECK.run(trainer, Fixture.examples(2), told::add);
    }
    assertEquals(List.of("input", "l0/kernel", "l0/bias"), told);
  }

  @Test
  void aModelInFloat32OrACostThatIsNoNumberIsRefused() {
    try (Trainer trainer =
        Fixture.trainer(Fixture.row(Dense.of(3)), Sgd.of(0.1), DataType.FLOAT32, backend)) {
      assertThrows(
          IllegalArgumentException.class,
          () -> CHECK.run(trainer, Fixture.examples(2), name -> {}));
    }
    Layer bad = (scope, x) -> x.square().negate().log();
    IllegalArgumentException error =
        assertThrows(IllegalArgumentException.class, () -> check(bad, Dense.of(3)));
    assertTrue(error.getMessage().contains("NaN"), error.getMessage());
  }
}
