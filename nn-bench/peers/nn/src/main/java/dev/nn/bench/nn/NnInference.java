package dev.nn.bench.nn;

import dev.nn.api.backend.Backend;
import dev.nn.api.tensor.DataType;
import dev.nn.api.tensor.Tensor;
import dev.nn.bench.Problem;
import dev.nn.bench.Session;
import dev.nn.bench.Workload;
import dev.nn.core.model.Model;
import dev.nn.core.network.Network;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Predictions of one batch after another. */
final class NnInference implements Session {
  private final Workload workload;
  private final Problem problem;
  private final Model model;
  private final String output;
  private final List<Map<String, Tensor>> batches = new ArrayList<>();
  private int steps;

  NnInference(Workload workload, Problem problem, Backend backend) {
    this.workload = workload;
    this.problem = problem;
    NnNetwork numbers = new NnNetwork(workload, problem);
    Network network = numbers.network();
    this.model = Model.create(network, DataType.FLOAT32, backend, 1);
    this.output = network.outputs().get(0);
    model.restore(numbers.weights(model.layout()));
    for (int i = 0; i < workload.batches(); i++) {
      batches.add(Map.of("input", numbers.inputs(i)));
    }
  }

  @Override
  public void step() {
    model.predict(batches.get(steps++ % batches.size()), workload.batch());
  }

  @Override
  public double loss() {
    Tensor probabilities = model.predict(batches.get(0), workload.batch()).get(output);
    return problem.crossEntropy(0, probabilities.floats());
  }

  @Override
  public void close() {
    model.close();
  }
}
