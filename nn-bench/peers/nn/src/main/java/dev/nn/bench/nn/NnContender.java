package dev.nn.bench.nn;

import dev.nn.api.backend.Backend;
import dev.nn.api.backend.BackendProvider;
import dev.nn.api.layer.Activation;
import dev.nn.api.tensor.DataType;
import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.Tensor;
import dev.nn.api.tensor.TensorType;
import dev.nn.bench.Contender;
import dev.nn.bench.Problem;
import dev.nn.bench.Session;
import dev.nn.bench.Workload;
import dev.nn.core.activations.Softmax;
import dev.nn.core.activations.Tanh;
import dev.nn.core.layers.Dense;
import dev.nn.core.model.Weights;
import dev.nn.core.network.Network;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;

/** nn on its ND4J backend. */
public final class NnContender implements Contender {
  private final Backend backend =
      ServiceLoader.load(BackendProvider.class).stream()
          .map(ServiceLoader.Provider::get)
          .filter(provider -> provider.name().equals("nd4j"))
          .findFirst()
          .orElseThrow()
          .open(BackendProvider.Options.DEFAULT);

  @Override
  public String describe() {
    return "nn, backend nd4j, natives "
        + System.getProperty("org.bytedeco.javacpp.platform.extension", "plain");
  }

  @Override
  public Session open(Workload workload) {
    Problem problem = Problem.of(workload);
    Network network = network(workload);
    return workload.training()
        ? new NnTraining(workload, problem, network, backend)
        : new NnInference(workload, problem, network, backend);
  }

  private static Network network(Workload workload) {
    List<Network.Node> layers = new ArrayList<>();
    String before = "input";
    for (int layer = 0; layer < workload.layers(); layer++) {
      String name = name(layer);
      Dense dense = Dense.of(workload.outputs(layer), activation(workload, layer));
      layers.add(new Network.Node(name, dense, List.of(before), true));
      before = name;
    }
    TensorType example = new TensorType(DataType.FLOAT32, Shape.of(workload.features()));
    return new Network(List.of(new Network.Input("input", example)), layers, List.of(before));
  }

  private static Activation activation(Workload workload, int layer) {
    if (layer == workload.layers() - 1) {
      return new Softmax(-1);
    }
    return switch (workload.activation()) {
      case TANH -> new Tanh();
      case RELU -> z -> z.relu();
    };
  }

  static String name(int layer) {
    return "dense_" + layer;
  }

  /** The problem's kernels, and biases of zero. */
  static Weights weights(Workload workload, Problem problem) {
    Map<String, Tensor> values = new LinkedHashMap<>();
    for (int layer = 0; layer < workload.layers(); layer++) {
      Shape kernel = Shape.of(workload.inputs(layer), workload.outputs(layer));
      values.put(name(layer) + "/kernel", Tensor.of(kernel, problem.kernels()[layer]));
    }
    return new Weights(values);
  }

  static Tensor inputs(Workload workload, Problem problem, int batch) {
    return Tensor.of(Shape.of(workload.batch(), workload.features()), problem.inputs()[batch]);
  }
}
