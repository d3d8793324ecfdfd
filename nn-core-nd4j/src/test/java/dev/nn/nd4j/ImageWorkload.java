package dev.nn.nd4j;

import dev.nn.api.backend.Backend;
import dev.nn.api.layer.Layer;
import dev.nn.api.tensor.DataType;
import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.Tensor;
import dev.nn.api.tensor.TensorType;
import dev.nn.core.activations.Linear;
import dev.nn.core.activations.Relu;
import dev.nn.core.activations.Softmax;
import dev.nn.core.layers.ActivationLayer;
import dev.nn.core.layers.BatchNormalization;
import dev.nn.core.layers.Conv2d;
import dev.nn.core.layers.Dense;
import dev.nn.core.layers.Flatten;
import dev.nn.core.layers.KernelSettings;
import dev.nn.core.layers.MaxPooling2d;
import dev.nn.core.layers.OutputSettings;
import dev.nn.core.layers.Padding;
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

/**
 * A convolutional classifier of images, trained with Adam: what benchmarks and tests run.
 *
 * @param image channels, height, width
 */
record ImageWorkload(int batch, Shape image, List<Layer> layers) {
  /** LeNet on MNIST. */
  static final ImageWorkload W4 =
      new ImageWorkload(
          64,
          Shape.of(1, 28, 28),
          List.of(
              Conv2d.of(20, 5, new Linear()),
              MaxPooling2d.of(2),
              Conv2d.of(50, 5, new Linear()),
              MaxPooling2d.of(2),
              new Flatten(),
              Dense.of(500, Relu.of()),
              Dense.of(10, Softmax.of())));

  /** Convolutions with batch normalisation, on images of the size of CIFAR's. */
  static final ImageWorkload W5 = normalised(64, 32, 32, 256);

  /** Large enough to be shared between threads, small enough for tests. */
  static final ImageWorkload SMALL = normalised(12, 12, 16, 20);

  private static ImageWorkload normalised(int batch, int size, int filters, int units) {
    List<Layer> layers = new ArrayList<>();
    for (int count : List.of(filters, 2 * filters)) {
      for (int i = 0; i < 2; i++) {
        layers.add(same(count));
        layers.add(BatchNormalization.of());
        layers.add(new ActivationLayer(Relu.of()));
      }
      layers.add(MaxPooling2d.of(2));
    }
    layers.add(new Flatten());
    layers.add(Dense.of(units, Relu.of()));
    layers.add(Dense.of(10, Softmax.of()));
    return new ImageWorkload(batch, Shape.of(3, size, size), layers);
  }

  private static Conv2d same(int filters) {
    return new Conv2d(
        filters,
        List.of(3),
        List.of(1),
        Padding.SAME,
        List.of(1),
        1,
        KernelSettings.of(),
        OutputSettings.of());
  }

  /** Compiles a training step and fills it with numbers that are always the same. */
  Workload.Step compile(Backend backend) {
    Objective objective =
        new Objective("classes", "y", SparseCategoricalCrossentropy.of(), 1, Map.of());
    TrainingGraph graph =
        TrainingGraph.write(
            network(),
            List.of(objective),
            Map.of("y", new TensorType(DataType.INT32, Shape.SCALAR)),
            Adam.of(0.001),
            DataType.FLOAT32,
            batch,
            false);
    Workload.Step step = Workload.Step.of(graph, backend);
    fill(step);
    return step;
  }

  private Network network() {
    List<Network.Node> nodes = new ArrayList<>();
    String from = "x";
    for (int i = 0; i < layers.size(); i++) {
      String name = i + 1 < layers.size() ? "layer_" + i : "classes";
      nodes.add(new Network.Node(name, layers.get(i), List.of(from), true));
      from = name;
    }
    TensorType example = new TensorType(DataType.FLOAT32, image);
    return new Network(List.of(new Network.Input("x", example)), nodes, List.of(from));
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
    float[] x = new float[batch * image.elements()];
    for (int i = 0; i < x.length; i++) {
      x[i] = (float) random.nextDouble();
    }
    step.executable().input("x").write(x, 0);
    step.executable().input("target/y").write(random.ints(batch, 0, 10).toArray(), 0);
    step.graph()
        .scalars()
        .forEach(s -> step.executable().input(s.input()).item(s.value().at(1, 0.001)));
  }
}
