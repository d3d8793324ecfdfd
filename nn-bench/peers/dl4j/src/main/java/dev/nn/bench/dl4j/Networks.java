package dev.nn.bench.dl4j;

import dev.nn.bench.Problem;
import dev.nn.bench.Workload;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.WorkspaceMode;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Nesterovs;
import org.nd4j.linalg.learning.config.NoOp;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Builds a workload's network and arrays. */
final class Networks {

  private Networks() {}

  static MultiLayerNetwork build(Workload workload, Problem problem) {
    NeuralNetConfiguration.ListBuilder layers =
        new NeuralNetConfiguration.Builder()
            .updater(updater(workload))
            .trainingWorkspaceMode(WorkspaceMode.ENABLED)
            .inferenceWorkspaceMode(WorkspaceMode.ENABLED)
            .list();
    int last = workload.layers() - 1;
    for (int layer = 0; layer < last; layer++) {
      layers.layer(
          new DenseLayer.Builder()
              .nIn(workload.inputs(layer))
              .nOut(workload.outputs(layer))
              .activation(
                  switch (workload.activation()) {
                    case TANH -> Activation.TANH;
                    case RELU -> Activation.RELU;
                  })
              .build());
    }
    layers.layer(
        new OutputLayer.Builder(LossFunction.MCXENT)
            .nIn(workload.inputs(last))
            .nOut(workload.outputs(last))
            .activation(Activation.SOFTMAX)
            .build());
    MultiLayerNetwork network = new MultiLayerNetwork(layers.build());
    network.init();
    for (int layer = 0; layer < workload.layers(); layer++) {
      network
          .getLayer(layer)
          .getParam("W")
          .assign(
              matrix(problem.kernels()[layer], workload.inputs(layer), workload.outputs(layer)));
    }
    return network;
  }

  static INDArray matrix(float[] values, int rows, int columns) {
    return Nd4j.createFromArray(values).reshape('c', rows, columns);
  }

  private static IUpdater updater(Workload workload) {
    double rate = workload.learningRate();
    return switch (workload.optimizer()) {
      case NONE -> new NoOp();
      case SGD -> new Sgd(rate);
      case MOMENTUM -> new Nesterovs(rate, Workload.MOMENTUM);
      case ADAM -> new Adam(rate, 0.9, 0.999, 1e-8);
    };
  }
}
