package dev.nn.core.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nn.api.backend.Backend;
import dev.nn.api.backend.Executable;
import dev.nn.api.backend.Instruction;
import dev.nn.api.backend.Plan;
import dev.nn.api.backend.VariableLayout;
import dev.nn.api.backend.Variables;
import dev.nn.api.data.Dataset;
import dev.nn.api.graph.Op;
import dev.nn.api.op.Binary;
import dev.nn.api.op.BinaryFunction;
import dev.nn.api.op.Fused;
import dev.nn.api.op.Unary;
import dev.nn.api.op.UnaryFunction;
import dev.nn.api.tensor.DataType;
import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.Tensor;
import dev.nn.api.tensor.TensorType;
import dev.nn.core.activations.Softmax;
import dev.nn.core.activations.Tanh;
import dev.nn.core.layers.Dense;
import dev.nn.core.layers.Dropout;
import dev.nn.core.losses.SparseCategoricalCrossentropy;
import dev.nn.core.network.Block;
import dev.nn.core.network.Network;
import dev.nn.core.optimizers.Sgd;
import dev.nn.core.train.Objective;
import dev.nn.core.train.Trainer;
import dev.nn.core.train.TrainingOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BackendComparisonTest {
  private static final double TOLERANCE = Tolerance.of(DataType.FLOAT64).relative();

  /**
   * The reference backend, but in one layer it computes one op for another.
   *
   * @param sound does all the rest
   */
  private record WrongIn(Backend sound, String layer, Op op, Op instead) implements Backend {
    @Override
    public String name() {
      return "wrong";
    }

    @Override
    public boolean supports(Op asked, List<TensorType> inputs) {
      return !(asked instanceof Fused) && sound.supports(asked, inputs);
    }

    @Override
    public Variables allocate(VariableLayout layout) {
      return sound.allocate(layout);
    }

    @Override
    public Executable compile(Plan plan, Variables variables) {
      List<Instruction> instructions = new ArrayList<>();
      for (Instruction each : plan.instructions()) {
        boolean here = each.path().equals(layer) && each.op().equals(op);
        instructions.add(
            new Instruction(
                here ? instead : each.op(),
                each.inputs(),
                each.outputs(),
                each.path(),
                each.node()));
      }
      return sound.compile(
          new Plan(
              instructions,
              plan.inputs(),
              plan.outputs(),
              plan.constants(),
              plan.arenaBytes(),
              plan.constantBytes(),
              plan.variables()),
          variables);
    }

    @Override
    public void close() {
      sound.close();
    }
  }

  private static final Network NETWORK =
      Fixture.row(Dense.of(6, new Tanh()), Dropout.of(0.3), Dense.of(5, new Tanh()), Dense.of(3));

  private static StepRecord record(Network network, Backend backend) {
    try (backend;
        Trainer trainer = Fixture.trainer(network, Sgd.of(0.1), DataType.FLOAT64, backend)) {
      return StepRecord.of(trainer, Fixture.examples(7));
    }
  }

  private static BackendComparison compare(Network network, String layer, Op op, Op instead) {
    return BackendComparison.of(
        record(network, Fixture.reference()),
        record(network, new WrongIn(Fixture.reference(), layer, op, instead)),
        TOLERANCE);
  }

  private static List<String> parting(BackendComparison comparison) {
    return comparison.values().stream()
        .filter(each -> !each.within())
        .map(each -> each.layer() + " " + each.name())
        .toList();
  }

  @Test
  void aBackendAgreesWithItselfInEveryValueOfEveryLayer() {
    StepRecord record = record(NETWORK, Fixture.reference());
    BackendComparison comparison = BackendComparison.of(record, record, 0);
    assertTrue(comparison.agrees());
    assertEquals(0, comparison.worst().absolute());
    assertEquals(
        List.of(
            "input ∂C/∂a",
            "l0 a",
            "l0 ∂C/∂a",
            "l0 ∂C/∂kernel",
            "l0 ∂C/∂bias",
            "l1 a",
            "l1 ∂C/∂a",
            "l2 a",
            "l2 ∂C/∂a",
            "l2 ∂C/∂kernel",
            "l2 ∂C/∂bias",
            "l3 a",
            "l3 ∂C/∂a",
            "l3 ∂C/∂kernel",
            "l3 ∂C/∂bias",
            "loss C"),
        comparison.values().stream().map(each -> each.layer() + " " + each.name()).toList());
    assertEquals(Shape.of(7, 6), comparison.values().get(1).shape());
  }

  @Test
  void valuesAreThoseOfTheStepAndNotWhatMemoryHoldsAfterwards() {
    StepRecord record = record(NETWORK, Fixture.reference());
    // a of the dropout is a of the layer before, scaled or dropped: both must still be there.
    Tensor before = record.values().get(1).value();
    Tensor after = record.values().get(5).value();
    for (int i = 0; i < after.size(); i++) {
      double a = after.get(i);
      assertTrue(a == 0 || Math.abs(a - before.get(i) / 0.7) < 1e-12, "entry " + i);
    }
  }

  @Test
  void theLayerWhoseFormulaIsWrongIsNamed() {
    BackendComparison comparison =
        compare(NETWORK, "l2", new Unary(UnaryFunction.TANH), new Unary(UnaryFunction.SIGMOID));
    assertEquals(Optional.of("l2"), comparison.fault());
    assertTrue(comparison.forward());
    assertFalse(parting(comparison).contains("l1 a"));
    assertTrue(parting(comparison).contains("l2 a"));
  }

  @Test
  void theLayerWhoseBackwardPassIsWrongIsNamed() {
    // tanh' = 1 − a²: nothing else in the layer subtracts.
    BackendComparison comparison =
        compare(NETWORK, "l2", new Binary(BinaryFunction.SUBTRACT), new Binary(BinaryFunction.ADD));
    assertEquals(Optional.of("l2"), comparison.fault());
    assertFalse(comparison.forward());
    assertEquals(
        List.of(
            "input ∂C/∂a",
            "l0 ∂C/∂a",
            "l0 ∂C/∂kernel",
            "l0 ∂C/∂bias",
            "l1 ∂C/∂a",
            "l2 ∂C/∂kernel",
            "l2 ∂C/∂bias"),
        parting(comparison));
  }

  @Test
  void layersInsideBlocksAreNamedByTheirPathAndTheBlocksOutputIsListedOnce() {
    Block block =
        new Block(
            List.of("x"),
            List.of(
                new Network.Node("one", Dense.of(4, new Tanh()), List.of("x"), true),
                new Network.Node("two", Dense.of(3, new Tanh()), List.of("one"), true)),
            "two");
    BackendComparison comparison =
        compare(
            Fixture.row(block),
            "l0/two",
            new Unary(UnaryFunction.TANH),
            new Unary(UnaryFunction.SIGMOID));
    assertEquals(Optional.of("l0/two"), comparison.fault());
    assertEquals(
        List.of("input", "l0/one", "l0/two", "loss"),
        comparison.values().stream().map(ValueDifference::layer).distinct().toList());
  }

  @Test
  void whatIsNoNumberIsInfinitelyFarFromANumber() {
    BackendComparison comparison =
        compare(
            NETWORK,
            "l3",
            new Binary(BinaryFunction.ADD),
            new Binary(BinaryFunction.POWER)); // Zero biases: everything to the power of 0 is 1.
    assertEquals(Optional.of("l3"), comparison.fault());
    StepRecord good = record(NETWORK, Fixture.reference());
    List<StepRecord.Entry> entries = new ArrayList<>(good.values());
    StepRecord.Entry a = entries.get(1);
    double[] values = a.value().toDoubles();
    values[9] = Double.NaN;
    Tensor bad = Tensor.of(a.value().shape(), values);
    entries.set(1, new StepRecord.Entry(a.layer(), a.name(), a.kind(), a.maker(), a.order(), bad));
    ValueDifference difference =
        BackendComparison.of(good, new StepRecord("nan", entries), TOLERANCE).worst();
    assertEquals(9, difference.worst());
    assertEquals(Double.POSITIVE_INFINITY, difference.relative());
    assertFalse(difference.within());
    StepRecord nan = new StepRecord("nan", entries);
    assertTrue(BackendComparison.of(nan, nan, 0).agrees(), "NaN is NaN");
  }

  @Test
  void ofASoftmaxWhoseLossReadsTheLogitsTheGradientIsThatOfTheLogits() {
    Network network = Fixture.row(Dense.of(4, new Softmax(-1)));
    Dataset batch =
        Dataset.of(Fixture.examples(2).inputs().get("input"), Tensor.of(Shape.of(2), 3, 1));
    StepRecord record;
    try (Backend backend = Fixture.reference();
        Trainer trainer =
            new Trainer(
                network,
                List.of(
                    new Objective("l0", "output", SparseCategoricalCrossentropy.of(), 1, Map.of())),
                Sgd.of(0.1),
                new TrainingOptions(1, 4, true, 5),
                DataType.FLOAT64,
                backend,
                batch)) {
      record = StepRecord.of(trainer, batch);
    }
    StepRecord.Entry a = record.values().get(1);
    StepRecord.Entry gradient = record.values().get(2);
    assertEquals("∂C/∂z", gradient.name());
    // (a − one-hot)/batch
    assertEquals((a.value().get(3) - 1) / 2, gradient.value().get(3), 1e-15);
    assertEquals(a.value().get(4) / 2, gradient.value().get(4), 1e-15);
  }
}
