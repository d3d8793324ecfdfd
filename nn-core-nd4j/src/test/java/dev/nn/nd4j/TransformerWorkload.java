package dev.nn.nd4j;

import dev.nn.api.backend.Backend;
import dev.nn.api.layer.Layer;
import dev.nn.api.tensor.DataType;
import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.Tensor;
import dev.nn.api.tensor.TensorType;
import dev.nn.core.activations.Gelu;
import dev.nn.core.activations.Softmax;
import dev.nn.core.initializers.GlorotUniform;
import dev.nn.core.initializers.RandomUniform;
import dev.nn.core.initializers.Zeros;
import dev.nn.core.layers.Dense;
import dev.nn.core.layers.LayerNormalization;
import dev.nn.core.layers.TokenAndPositionEmbedding;
import dev.nn.core.layers.TransformerEncoderBlock;
import dev.nn.core.losses.SparseCategoricalCrossentropy;
import dev.nn.core.network.Network;
import dev.nn.core.network.NetworkWriter;
import dev.nn.core.optimizers.Adam;
import dev.nn.core.train.Objective;
import dev.nn.core.train.TrainingGraph;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** A causal transformer that predicts the next symbol at each step, trained with Adam. */
record TransformerWorkload(
    int batch, int time, int vocabulary, int width, int heads, int intermediate, int blocks) {
  static final TransformerWorkload W7 = new TransformerWorkload(32, 64, 64, 128, 4, 512, 2);

  /** Large enough to be shared between threads, small enough for tests. */
  static final TransformerWorkload SMALL = new TransformerWorkload(8, 24, 20, 32, 2, 64, 2);

  /** Compiles a training step and fills it with numbers that are always the same. */
  Workload.Step compile(Backend backend) {
    TensorType indices = new TensorType(DataType.INT32, Shape.of(time));
    Objective objective =
        new Objective("symbol", "y", SparseCategoricalCrossentropy.of(), 1, Map.of());
    TrainingGraph graph =
        TrainingGraph.write(
            network(indices),
            List.of(objective),
            Map.of("y", indices),
            Adam.of(0.001),
            DataType.FLOAT32,
            batch,
            false);
    Workload.Step step = Workload.Step.of(graph, backend);
    fill(step);
    return step;
  }

  private Network network(TensorType indices) {
    List<Network.Node> nodes = new ArrayList<>();
    String from = "x";
    from =
        add(
            nodes,
            from,
            "rows",
            new TokenAndPositionEmbedding(
                vocabulary, time, width, new RandomUniform(-0.05, 0.05), false));
    for (int i = 0; i < blocks; i++) {
      from =
          add(
              nodes,
              from,
              "block_" + i,
              new TransformerEncoderBlock(
                  intermediate,
                  heads,
                  0,
                  new Gelu(false),
                  1e-5,
                  new GlorotUniform(),
                  new Zeros(),
                  true,
                  true));
    }
    from = add(nodes, from, "norm", LayerNormalization.of());
    from = add(nodes, from, "symbol", Dense.of(vocabulary, Softmax.of()));
    return new Network(List.of(new Network.Input("x", indices)), nodes, List.of(from));
  }

  private static String add(List<Network.Node> nodes, String from, String name, Layer layer) {
    nodes.add(new Network.Node(name, layer, List.of(from), true));
    return name;
  }

  private void fill(Workload.Step step) {
    SplittableRandom random = new SplittableRandom(1);
    for (NetworkWriter.Declared declared : step.graph().variables()) {
      if (declared.variable().role() == dev.nn.api.op.Variable.Role.PARAMETER) {
        double[] first = declared.spec().initializer().sample(declared.spec(), random);
        step.variables()
            .write(declared.variable().variable(), Tensor.of(declared.variable().type(), first));
      }
    }
    int[] x = random.ints(batch * time, 0, vocabulary).toArray();
    int[] y = random.ints(batch * time, 0, vocabulary).toArray();
    step.executable().input("x").write(x, 0);
    step.executable().input("target/y").write(y, 0);
    step.graph()
        .scalars()
        .forEach(s -> step.executable().input(s.input()).item(s.value().at(1, 0.001)));
  }
}
