package dev.nn.bench.pytorch;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.jni.JniUtils;
import dev.nn.bench.Input;
import dev.nn.bench.Problem;
import dev.nn.bench.Workload;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A workload's numbers as tensors.
 *
 * @param manager owns all of them
 * @param inputs {@code [batch, ...]} per batch; tokens are int64
 * @param labels int64, one after the other, per batch
 * @param layers the network's parameters
 */
record Tensors(
    NDManager manager, List<NDArray> inputs, List<NDArray> labels, List<TorchLayer> layers)
    implements AutoCloseable {

  static Tensors of(Workload workload) {
    NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch");
    Problem problem = Problem.of(workload);
    List<NDArray> inputs = new ArrayList<>();
    List<NDArray> labels = new ArrayList<>();
    Shape shape =
        new Shape(
            Stream.concat(Stream.of(workload.batch()), workload.input().shape().stream())
                .mapToLong(Integer::longValue)
                .toArray());
    for (int batch = 0; batch < workload.batches(); batch++) {
      float[] values = problem.inputs()[batch];
      inputs.add(
          workload.input().kind() == Input.Kind.TOKENS
              ? manager.create(whole(values), shape)
              : manager.create(values, shape));
      int[] classes = problem.labels()[batch];
      labels.add(manager.create(java.util.Arrays.stream(classes).asLongStream().toArray()));
    }
    List<TorchLayer> layers = new ArrayList<>();
    for (int i = 0; i < workload.layers().size(); i++) {
      layers.add(TorchLayer.of(workload, i, problem.parameters().get(i), manager));
    }
    Tensors tensors = new Tensors(manager, inputs, labels, layers);
    if (workload.training()) {
      tensors.parameters().forEach(parameter -> parameter.setRequiresGradient(true));
    }
    return tensors;
  }

  private static long[] whole(float[] values) {
    long[] result = new long[values.length];
    for (int i = 0; i < values.length; i++) {
      result[i] = (long) values[i];
    }
    return result;
  }

  /** What is trained, layer by layer. */
  List<NDArray> parameters() {
    return layers.stream().flatMap(layer -> layer.parameters().stream()).toList();
  }

  /** What is not trained, layer by layer. */
  List<NDArray> constants() {
    return layers.stream().flatMap(layer -> layer.constants().stream()).toList();
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
