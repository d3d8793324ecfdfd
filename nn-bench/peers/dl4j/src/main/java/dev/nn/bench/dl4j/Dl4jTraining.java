package dev.nn.bench.dl4j;

import dev.nn.bench.Problem;
import dev.nn.bench.Session;
import dev.nn.bench.Workload;
import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;

/** {@code fit} on arrays that are already in place. */
final class Dl4jTraining implements Session {

  private final Problem problem;
  private final MultiLayerNetwork network;
  private final List<INDArray> inputs = new ArrayList<>();
  private final List<INDArray> labels = new ArrayList<>();
  private int step;

  Dl4jTraining(Workload workload) {
    problem = Problem.of(workload);
    network = Networks.build(workload, problem);
    for (int batch = 0; batch < workload.batches(); batch++) {
      inputs.add(Arrays.inputs(workload, problem, batch));
      labels.add(Arrays.labels(workload, problem, batch));
    }
  }

  @Override
  public void step() {
    int batch = step++ % inputs.size();
    network.fit(inputs.get(batch), labels.get(batch));
  }

  @Override
  public double loss() {
    return problem.crossEntropy(0, Arrays.probabilities(network.output(inputs.get(0))));
  }

  @Override
  public void close() {
    network.close();
  }
}
