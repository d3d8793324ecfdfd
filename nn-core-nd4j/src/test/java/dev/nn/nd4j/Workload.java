package dev.nn.nd4j;

import dev.nn.api.backend.Backend;
import dev.nn.api.backend.Plan;
import dev.nn.api.backend.VariableLayout;
import dev.nn.api.layer.Activation;
import dev.nn.api.tensor.DataType;
import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.Tensor;
import dev.nn.api.tensor.TensorType;
import dev.nn.api.train.Optimizer;
import dev.nn.core.activations.Relu;
import dev.nn.core.activations.Softmax;
import dev.nn.core.activations.Tanh;
import dev.nn.core.layers.Dense;
import dev.nn.core.losses.SparseCategoricalCrossentropy;
import dev.nn.core.model.Compiler;
import dev.nn.core.network.Network;
import dev.nn.core.network.NetworkWriter;
import dev.nn.core.optimizers.Adam;
import dev.nn.core.optimizers.Sgd;
import dev.nn.core.train.Objective;
import dev.nn.core.train.TrainingGraph;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * A dense classifier and how it is trained: what benchmarks and tests run.
 *
 * @param units of each layer
 */
record Workload(
    int batch, int features, List<Integer> units, Activation hidden, Optimizer optimizer) {
  /** So small that only overhead counts. */
  static final Workload W1 = new Workload(16, 4, List.of(16, 16, 3), new Tanh(), Sgd.of(0.01));

  /** The size of MNIST. */
  static final Workload W2 =
      new Workload(128, 784, List.of(512, 256, 10), Relu.of(), Adam.of(0.001));

  /** So large that only matrix products count. */
  static final Workload W3 =
      new Workload(512, 1024, List.of(4096, 4096, 1000), Relu.of(), Sgd.of(0.01, 0.9));

  /** Between W1 and W2: large enough to be shared between threads, small enough for tests. */
  static final Workload SMALL =
      new Workload(96, 100, List.of(240, 130, 10), Relu.of(), Adam.of(0.001));

  /** A training step, ready to run. Closing it closes its memory. */
  record Step(TrainingGraph graph, Plan plan, Nd4jVariables variables, Nd4jExecutable executable)
      implements AutoCloseable {
    /** Plans and compiles it; the memory holds nothing yet. */
    static Step of(TrainingGraph graph, Backend backend) {
      VariableLayout layout =
          new VariableLayout(
              graph.variables().stream().map(NetworkWriter.Declared::variable).toList());
      Plan plan = Compiler.DEFAULT.compile(graph.graph(), layout, backend);
      Nd4jVariables variables = (Nd4jVariables) backend.allocate(layout);
      Nd4jExecutable executable = (Nd4jExecutable) backend.compile(plan, variables);
      return new Step(graph, plan, variables, executable);
    }

    /** All parameters. */
    List<Tensor> parameters() {
      return graph.variables().stream().map(d -> variables.read(d.variable().variable())).toList();
    }

    @Override
    public void close() {
      executable.close();
      variables.close();
    }
  }

  /** Compiles a training step and fills it with numbers that are always the same. */
  Step compile(Backend backend) {
    Step step = Step.of(graph(), backend);
    fill(step);
    return step;
  }

  private TrainingGraph graph() {
    List<Network.Node> nodes = new ArrayList<>();
    String from = "x";
    for (int i = 0; i < units.size(); i++) {
      String name = "dense_" + (i + 1);
      Activation activation = i + 1 < units.size() ? hidden : Softmax.of();
      nodes.add(new Network.Node(name, Dense.of(units.get(i), activation), List.of(from), true));
      from = name;
    }
    TensorType example = new TensorType(DataType.FLOAT32, Shape.of(features));
    Network network = new Network(List.of(new Network.Input("x", example)), nodes, List.of(from));
    Objective objective = new Objective(from, "y", SparseCategoricalCrossentropy.of(), 1, Map.of());
    return TrainingGraph.write(
        network,
        List.of(objective),
        Map.of("y", new TensorType(DataType.INT32, Shape.SCALAR)),
        optimizer,
        DataType.FLOAT32,
        batch,
        false);
  }

  private void fill(Step step) {
    Random random = new Random(1);
    for (NetworkWriter.Declared declared : step.graph().variables()) {
      Tensor value = Tensor.zeros(declared.variable().type());
      if (value.shape().rank() == 2) {
        double scale = Math.sqrt(2.0 / value.shape().size(0));
        for (int i = 0; i < value.size(); i++) {
          value.floats()[i] = (float) (random.nextGaussian() * scale);
        }
      }
      step.variables().write(declared.variable().variable(), value);
    }
    float[] x = new float[batch * features];
    for (int i = 0; i < x.length; i++) {
      x[i] = random.nextFloat();
    }
    int[] y = random.ints(batch, 0, units.get(units.size() - 1)).toArray();
    step.executable().input("x").write(x, 0);
    step.executable().input("target/y").write(y, 0);
    step.graph()
        .scalars()
        .forEach(s -> step.executable().input(s.input()).item(s.value().at(1, 0.001)));
  }
}
