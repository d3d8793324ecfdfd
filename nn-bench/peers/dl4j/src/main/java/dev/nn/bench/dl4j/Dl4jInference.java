package dev.nn.bench.dl4j;

import dev.nn.bench.Problem;
import dev.nn.bench.Session;
import dev.nn.bench.Workload;
import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.memory.conf.WorkspaceConfiguration;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** {@code output} into a workspace, which spares an allocation per call. */
final class Dl4jInference implements Session {

  private final Problem problem;
  private final MultiLayerNetwork network;
  private final WorkspaceConfiguration configuration =
      WorkspaceConfiguration.builder().initialSize(1 << 20).build();
  private final List<INDArray> inputs = new ArrayList<>();
  private int step;

  Dl4jInference(Workload workload) {
    problem = Problem.of(workload);
    network = Networks.build(workload, problem);
    for (int batch = 0; batch < workload.batches(); batch++) {
      inputs.add(Arrays.inputs(workload, problem, batch));
    }
  }

  @Override
  public void step() {
    try (MemoryWorkspace workspace =
        Nd4j.getWorkspaceManager().getAndActivateWorkspace(configuration, "OUTPUT")) {
      network.output(inputs.get(step++ % inputs.size()), false, workspace);
    }
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
