package dev.nn.bench;

import java.util.List;
import java.util.NoSuchElementException;

/**
 * A fully connected network and what is done with it. All layers but the last apply {@code
 * activation}; the last one feeds softmax and cross-entropy, averaged over the batch. Everything is
 * float32.
 *
 * @param name how the command line and the report call it
 * @param sizes width of the input and of every layer
 * @param activation activation of the hidden layers
 * @param batch samples in a batch
 * @param batches batches that take turns
 * @param optimizer update rule, or {@code NONE} for inference
 * @param learningRate step size of the update
 * @param checkedSteps steps after which the contenders' losses are compared
 */
public record Workload(
    String name,
    List<Integer> sizes,
    Activation activation,
    int batch,
    int batches,
    Optimizer optimizer,
    double learningRate,
    int checkedSteps) {

  /** Activation of the hidden layers. */
  public enum Activation {
    TANH,
    RELU
  }

  /** Update rule, with the floats it must move through memory per parameter. */
  public enum Optimizer {
    /** Inference. */
    NONE(0),
    /** {@code θ ← θ − η g}: reads θ and g, writes θ. */
    SGD(3),
    /** {@code v ← μ v + g; θ ← θ − η v}, μ = 0.9: reads θ, g and v, writes θ and v. */
    MOMENTUM(5),
    /** Adam with β₁ = 0.9, β₂ = 0.999, ε = 1e-8: reads θ, g, m and v, writes θ, m and v. */
    ADAM(7);

    private final int floatsMoved;

    Optimizer(int floatsMoved) {
      this.floatsMoved = floatsMoved;
    }

    public int floatsMoved() {
      return floatsMoved;
    }
  }

  /** Decay of the momentum. */
  public static final double MOMENTUM = 0.9;

  private static final List<Integer> DIGITS = List.of(784, 512, 256, 10);

  /** Every workload there is. */
  public static final List<Workload> ALL =
      List.of(
          new Workload(
              "W1", List.of(4, 16, 16, 3), Activation.TANH, 16, 8, Optimizer.SGD, 0.1, 200),
          new Workload("W2", DIGITS, Activation.RELU, 128, 16, Optimizer.ADAM, 1e-3, 20),
          new Workload(
              "W3",
              List.of(1024, 4096, 4096, 1000),
              Activation.RELU,
              512,
              4,
              Optimizer.MOMENTUM,
              0.01,
              4),
          new Workload("W8-1", DIGITS, Activation.RELU, 1, 16, Optimizer.NONE, 0, 1),
          new Workload("W8-256", DIGITS, Activation.RELU, 256, 16, Optimizer.NONE, 0, 1));

  /** The workload of that name. */
  public static Workload named(String name) {
    return ALL.stream()
        .filter(workload -> workload.name.equalsIgnoreCase(name))
        .findFirst()
        .orElseThrow(
            () ->
                new NoSuchElementException(
                    "no workload '"
                        + name
                        + "'; there are "
                        + ALL.stream().map(Workload::name).toList()));
  }

  public boolean training() {
    return optimizer != Optimizer.NONE;
  }

  public int layers() {
    return sizes.size() - 1;
  }

  public int inputs(int layer) {
    return sizes.get(layer);
  }

  public int outputs(int layer) {
    return sizes.get(layer + 1);
  }

  public int features() {
    return sizes.get(0);
  }

  public int classes() {
    return sizes.get(layers());
  }

  /** Kernels and biases. */
  public long parameters() {
    long sum = 0;
    for (int layer = 0; layer < layers(); layer++) {
      sum += (inputs(layer) + 1L) * outputs(layer);
    }
    return sum;
  }

  /**
   * Floating-point operations of the matrix products in one step. Training has three per layer
   * (output, kernel gradient, input gradient), of which the first layer needs no input gradient.
   */
  public double flops() {
    double sum = 0;
    for (int layer = 0; layer < layers(); layer++) {
      int products = !training() ? 1 : layer == 0 ? 2 : 3;
      sum += 2.0 * products * batch * inputs(layer) * outputs(layer);
    }
    return sum;
  }

  /** One line for the report. */
  public String describe() {
    String network = String.join("-", sizes.stream().map(String::valueOf).toList());
    return network
        + " "
        + activation.name().toLowerCase(java.util.Locale.ROOT)
        + ", batch "
        + batch
        + (training()
            ? ", training with " + optimizer + ", learning rate " + learningRate
            : ", inference");
  }
}
