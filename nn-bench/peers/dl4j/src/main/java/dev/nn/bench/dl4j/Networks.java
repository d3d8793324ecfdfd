package dev.nn.bench.dl4j;

import dev.nn.bench.Layer;
import dev.nn.bench.Problem;
import dev.nn.bench.Workload;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.WorkspaceMode;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
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

/** Builds a workload's network. */
final class Networks {

  private Networks() {}

  static MultiLayerNetwork build(Workload workload, Problem problem) {
    NeuralNetConfiguration.ListBuilder layers =
        new NeuralNetConfiguration.Builder()
            .updater(updater(workload))
            .trainingWorkspaceMode(WorkspaceMode.ENABLED)
            .inferenceWorkspaceMode(WorkspaceMode.ENABLED)
            .list();
    int last = workload.layers().size() - 1;
    // Where each layer is; Deeplearning4j flattens by itself.
    Map<Integer, Integer> indices = new HashMap<>();
    int index = 0;
    for (int i = 0; i < last; i++) {
      if (!(workload.layers().get(i) instanceof Layer.Flatten)) {
        indices.put(i, index++);
        layers.layer(hidden(workload.layers().get(i)));
      }
      if (workload.layers().get(i) instanceof Layer.BatchNormalization normalization) {
        // Its own takes no heed of an activation.
        index++;
        layers.layer(new ActivationLayer(activation(normalization.activation())));
      }
    }
    indices.put(last, index);
    layers.layer(output(workload, (Layer.Dense) workload.layers().get(last)));
    layers.setInputType(inputType(workload.input().shape()));
    MultiLayerNetwork network = new MultiLayerNetwork(layers.build());
    network.init();
    indices.forEach((i, place) -> assign(network.getLayer(place), problem.parameters().get(i)));
    return network;
  }

  private static InputType inputType(List<Integer> shape) {
    return switch (shape.size()) {
      case 1 -> InputType.feedForward(shape.get(0));
      case 2 -> InputType.recurrent(shape.get(1), shape.get(0));
      default -> InputType.convolutional(shape.get(1), shape.get(2), shape.get(0));
    };
  }

  private static org.deeplearning4j.nn.conf.layers.Layer hidden(Layer layer) {
    if (layer instanceof Layer.Dense dense) {
      return new DenseLayer.Builder()
          .nOut(dense.units())
          .activation(activation(dense.activation()))
          .build();
    }
    if (layer instanceof Layer.Convolution conv) {
      return new ConvolutionLayer.Builder(conv.size(), conv.size())
          .nOut(conv.filters())
          .convolutionMode(conv.same() ? ConvolutionMode.Same : ConvolutionMode.Truncate)
          .activation(activation(conv.activation()))
          .build();
    }
    if (layer instanceof Layer.BatchNormalization) {
      return new BatchNormalization.Builder()
          .decay(Layer.BatchNormalization.MOMENTUM)
          .eps(Layer.EPSILON)
          .build();
    }
    if (layer instanceof Layer.MaxPooling pooling) {
      return new SubsamplingLayer.Builder(SubsamplingLayer.PoolingType.MAX)
          .kernelSize(pooling.size(), pooling.size())
          .stride(pooling.size(), pooling.size())
          .build();
    }
    if (layer instanceof Layer.Lstm lstm) {
      return new LSTM.Builder()
          .nOut(lstm.units())
          .activation(Activation.TANH)
          .gateActivationFunction(Activation.SIGMOID)
          .build();
    }
    throw new UnsupportedOperationException("Deeplearning4j has no " + layer.describe());
  }

  private static org.deeplearning4j.nn.conf.layers.Layer output(
      Workload workload, Layer.Dense dense) {
    if (workload.labelsPerSample() > 1) {
      return new RnnOutputLayer.Builder(LossFunction.MCXENT)
          .nOut(dense.units())
          .activation(Activation.SOFTMAX)
          .build();
    }
    return new OutputLayer.Builder(LossFunction.MCXENT)
        .nOut(dense.units())
        .activation(Activation.SOFTMAX)
        .build();
  }

  private static Activation activation(Layer.Activation activation) {
    return switch (activation) {
      case NONE -> Activation.IDENTITY;
      case TANH -> Activation.TANH;
      case RELU -> Activation.RELU;
      case GELU -> Activation.GELU;
    };
  }

  private static void assign(
      org.deeplearning4j.nn.api.Layer layer, Map<String, float[]> parameters) {
    boolean recurrent = parameters.containsKey("recurrent_kernel");
    parameters.forEach(
        (name, values) -> {
          INDArray target =
              layer.getParam(
                  switch (name) {
                    case "kernel" -> "W";
                    case "recurrent_kernel" -> "RW";
                    case "bias" -> "b";
                    default -> name;
                  });
          int gates = (int) target.size(-1);
          float[] ordered = recurrent ? gatesReordered(values, gates) : values;
          target.assign(Nd4j.createFromArray(ordered).reshape('c', target.shape()));
        });
  }

  /** The gates in each row, from i, f, c, o to Deeplearning4j's order c, f, o, i. */
  private static float[] gatesReordered(float[] values, int rowLength) {
    int[] order = {2, 1, 3, 0};
    int units = rowLength / 4;
    float[] result = new float[values.length];
    for (int row = 0; row < values.length; row += rowLength) {
      for (int gate = 0; gate < 4; gate++) {
        System.arraycopy(values, row + order[gate] * units, result, row + gate * units, units);
      }
    }
    return result;
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
