package dev.nn.testkit.backend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nn.api.backend.Backend;
import dev.nn.api.backend.Executable;
import dev.nn.api.backend.Plan;
import dev.nn.api.backend.VariableLayout;
import dev.nn.api.backend.Variables;
import dev.nn.api.op.Variable;
import dev.nn.api.tensor.DataType;
import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.Tensor;
import dev.nn.api.tensor.TensorType;
import dev.nn.core.activations.Softmax;
import dev.nn.core.activations.Tanh;
import dev.nn.core.layers.BatchNormalization;
import dev.nn.core.layers.Dense;
import dev.nn.core.layers.Dropout;
import dev.nn.core.losses.SparseCategoricalCrossentropy;
import dev.nn.core.model.Compiler;
import dev.nn.core.network.Network;
import dev.nn.core.network.NetworkWriter;
import dev.nn.core.optimizers.Adam;
import dev.nn.core.train.HostScalar;
import dev.nn.core.train.Objective;
import dev.nn.core.train.TrainingGraph;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Whole training steps: memory that is used again changes nothing, and a run can be repeated. */
abstract class PlannerContract {
  private static final int BATCH = 12;
  private static final int FEATURES = 5;
  private static final int CLASSES = 3;
  private static final int STEPS = 4;

  abstract Backend backend();

  @Test
  void aPlanThatUsesMemoryAgainComputesTheSameBitsAsOneThatDoesNot() {
    assertEquals(train(false), train(true));
  }

  @Test
  void aSecondRunGivesTheSameBits() {
    assertEquals(train(true), train(true));
  }

  @Test
  void usingMemoryAgainSavesSome() {
    TrainingGraph graph = graph();
    VariableLayout layout = layout(graph);
    Plan sparing = new Compiler(true).compile(graph.graph(), layout, backend());
    Plan lavish = new Compiler(false).compile(graph.graph(), layout, backend());
    assertTrue(sparing.arenaBytes() < lavish.arenaBytes());
  }

  /** Everything a few steps leave behind: outputs and variables. */
  private Map<String, Tensor> train(boolean reuse) {
    TrainingGraph graph = graph();
    VariableLayout layout = layout(graph);
    Plan plan = new Compiler(reuse).compile(graph.graph(), layout, backend());
    Map<String, Tensor> results = new LinkedHashMap<>();
    try (Variables variables = backend().allocate(layout);
        Executable executable = backend().compile(plan, variables)) {
      SplittableRandom random = new SplittableRandom(7);
      graph
          .variables()
          .forEach(
              declared ->
                  variables.write(
                      declared.variable().variable(),
                      Tensor.of(
                          declared.variable().type(),
                          declared.spec().initializer().sample(declared.spec(), random))));
      for (int step = 1; step <= STEPS; step++) {
        double[] x = random.doubles(BATCH * FEATURES, -1, 1).toArray();
        executable.input("x").write(Tensor.of(Shape.of(BATCH, FEATURES), x).cast(DataType.FLOAT32));
        int[] classes = random.ints(BATCH, 0, CLASSES).toArray();
        executable.input("target/y").write(Tensor.of(Shape.of(BATCH), classes));
        executable.input(NetworkWriter.RANDOM_KEY).write(new int[] {11, step}, 0);
        for (HostScalar scalar : graph.scalars()) {
          executable.input(scalar.input()).item(scalar.value().at(step, 0.01));
        }
        executable.run();
        for (String output : plan.outputs().keySet()) {
          results.put(output + " after step " + step, executable.output(output).read());
        }
      }
      layout.buffers().keySet().forEach(name -> results.put(name, variables.read(name)));
    }
    return results;
  }

  private static TrainingGraph graph() {
    Network network =
        new Network(
            List.of(new Network.Input("x", new TensorType(DataType.FLOAT32, Shape.of(FEATURES)))),
            List.of(
                new Network.Node("hidden", Dense.of(7, new Tanh()), List.of("x"), true),
                new Network.Node("norm", BatchNormalization.of(), List.of("hidden"), true),
                new Network.Node("dropout", Dropout.of(0.3), List.of("norm"), true),
                new Network.Node(
                    "class", Dense.of(CLASSES, new Softmax(-1)), List.of("dropout"), true)),
            List.of("class"));
    Objective objective =
        new Objective("class", "y", SparseCategoricalCrossentropy.of(), 1, Map.of());
    return TrainingGraph.write(
        network,
        List.of(objective),
        Map.of("y", new TensorType(DataType.INT32, Shape.SCALAR)),
        Adam.of(0.01),
        DataType.FLOAT32,
        BATCH,
        false);
  }

  private static VariableLayout layout(TrainingGraph graph) {
    List<Variable> variables =
        graph.variables().stream().map(NetworkWriter.Declared::variable).toList();
    return new VariableLayout(variables);
  }
}
