package dev.nn.bench.pytorch;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.jni.JniUtils;
import dev.nn.bench.Problem;
import dev.nn.bench.Workload;
import java.util.ArrayList;
import java.util.List;

/**
 * A workload's numbers as tensors.
 *
 * @param manager owns all of them
 * @param inputs {@code [batch, features]} per batch
 * @param labels int64 {@code [batch]} per batch
 * @param parameters kernel {@code [out, in]} and bias {@code [out]} of each layer
 */
record Tensors(
    NDManager manager, List<NDArray> inputs, List<NDArray> labels, List<NDArray> parameters)
    implements AutoCloseable {

  static Tensors of(Workload workload) {
    NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch");
    Problem problem = Problem.of(workload);
    List<NDArray> inputs = new ArrayList<>();
    List<NDArray> labels = new ArrayList<>();
    for (int batch = 0; batch < workload.batches(); batch++) {
      inputs.add(
          manager.create(
              problem.inputs()[batch], new Shape(workload.batch(), workload.features())));
      long[] classes = new long[workload.batch()];
      for (int i = 0; i < classes.length; i++) {
        classes[i] = problem.labels()[batch][i];
      }
      labels.add(manager.create(classes));
    }
    List<NDArray> parameters = new ArrayList<>();
    for (int layer = 0; layer < workload.layers(); layer++) {
      int in = workload.inputs(layer);
      int out = workload.outputs(layer);
      parameters.add(
          manager.create(transposed(problem.kernels()[layer], in, out), new Shape(out, in)));
      parameters.add(manager.zeros(new Shape(out)));
    }
    if (workload.training()) {
      parameters.forEach(parameter -> parameter.setRequiresGradient(true));
    }
    return new Tensors(manager, inputs, labels, parameters);
  }

  private static float[] transposed(float[] kernel, int in, int out) {
    float[] result = new float[kernel.length];
    for (int i = 0; i < in; i++) {
      for (int o = 0; o < out; o++) {
        result[o * in + i] = kernel[i * out + o];
      }
    }
    return result;
  }

  static String describeEngine() {
    Engine engine = Engine.getEngine("PyTorch");
    return "PyTorch "
        + engine.getVersion()
        + " through DJL "
        + Engine.getDjlVersion()
        + ", "
        + JniUtils.getNumThreads()
        + " threads";
  }

  @Override
  public void close() {
    manager.close();
  }
}
