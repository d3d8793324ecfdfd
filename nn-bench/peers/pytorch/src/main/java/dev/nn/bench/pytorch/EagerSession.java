package dev.nn.bench.pytorch;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.training.GradientCollector;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;
import dev.nn.bench.Session;
import dev.nn.bench.Workload;
import java.util.List;

/**
 * One call into PyTorch per operation.
 *
 * <p>DJL attaches a result to the manager of the array it came from, so the batch moves to a
 * manager of the step's own for as long as the step lasts; otherwise every step would leak its
 * activations.
 */
final class EagerSession implements Session {

  private final Workload workload;
  private final Tensors tensors;
  private final EagerNetwork network;
  private final List<NDArray> parameters;
  private final Engine engine = Engine.getEngine("PyTorch");
  private final Optimizer optimizer;
  private int step;

  EagerSession(Workload workload) {
    this.workload = workload;
    tensors = Tensors.of(workload);
    network = new EagerNetwork(workload, tensors);
    parameters = tensors.parameters();
    optimizer = optimizer(workload);
  }

  private static Optimizer optimizer(Workload workload) {
    Tracker rate = Tracker.fixed((float) workload.learningRate());
    return switch (workload.optimizer()) {
      case NONE -> null;
      case SGD -> Optimizer.sgd().setLearningRateTracker(rate).build();
      case MOMENTUM ->
          Optimizer.sgd()
              .setLearningRateTracker(rate)
              .optMomentum((float) Workload.MOMENTUM)
              .build();
      case ADAM -> Optimizer.adam().optLearningRateTracker(rate).build();
    };
  }

  @Override
  public void step() {
    int batch = step++ % workload.batches();
    try (NDManager scope = tensors.manager().newSubManager()) {
      NDArray x = tensors.inputs().get(batch);
      x.tempAttach(scope);
      if (workload.training()) {
        try (GradientCollector collector = engine.newGradientCollector()) {
          collector.backward(loss(network.logits(x, true), tensors.labels().get(batch)));
        }
        update();
      } else {
        network.logits(x, false).softmax(1);
      }
    }
  }

  private static NDArray loss(NDArray logits, NDArray labels) {
    NDArray column = labels.reshape(-1, 1);
    column.attach(logits.getManager());
    return logits.logSoftmax(1).gather(column, 1).mean().neg();
  }

  private void update() {
    for (int i = 0; i < parameters.size(); i++) {
      NDArray parameter = parameters.get(i);
      try (NDArray gradient = parameter.getGradient()) {
        // Also sets the gradient to zero.
        optimizer.update(String.valueOf(i), parameter, gradient);
      }
    }
  }

  @Override
  public double loss() {
    try (NDManager scope = tensors.manager().newSubManager()) {
      NDArray x = tensors.inputs().get(0);
      x.tempAttach(scope);
      return loss(network.logits(x, false), tensors.labels().get(0)).getFloat();
    }
  }

  @Override
  public void close() {
    tensors.close();
  }
}
