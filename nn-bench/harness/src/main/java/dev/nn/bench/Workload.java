package dev.nn.bench;

import dev.nn.bench.Layer.Activation;
import dev.nn.bench.Layer.BatchNormalization;
import dev.nn.bench.Layer.Convolution;
import dev.nn.bench.Layer.Dense;
import dev.nn.bench.Layer.Embedding;
import dev.nn.bench.Layer.Flatten;
import dev.nn.bench.Layer.LayerNormalization;
import dev.nn.bench.Layer.Lstm;
import dev.nn.bench.Layer.MaxPooling;
import dev.nn.bench.Layer.TransformerBlock;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A network and what is done with it. Its last layer feeds softmax and cross-entropy, averaged over
 * everything that has a label. Everything is float32.
 *
 * @param name how the command line and the report call it
 * @param input what the network is fed with
 * @param layers one after the other
 * @param batch samples in a batch
 * @param batches batches that take turns
 * @param optimizer update rule, or {@code NONE} for inference
 * @param learningRate step size of the update
 * @param checkedSteps steps after which the contenders' losses are compared
 */
public record Workload(
    String name,
    Input input,
    List<Layer> layers,
    int batch,
    int batches,
    Optimizer optimizer,
    double learningRate,
    int checkedSteps) {

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

  private static final List<Layer> DIGITS = dense(Activation.RELU, 512, 256, 10);

  private static final List<Layer> LENET =
      List.of(
          new Convolution(5, 20, false, Activation.NONE),
          new MaxPooling(2),
          new Convolution(5, 50, false, Activation.NONE),
          new MaxPooling(2),
          new Flatten(),
          new Dense(500, Activation.RELU),
          new Dense(10, Activation.NONE));

  private static final List<Layer> CNN =
      List.of(
          new Convolution(3, 32, true, Activation.NONE),
          new BatchNormalization(Activation.RELU),
          new Convolution(3, 32, true, Activation.NONE),
          new BatchNormalization(Activation.RELU),
          new MaxPooling(2),
          new Convolution(3, 64, true, Activation.NONE),
          new BatchNormalization(Activation.RELU),
          new Convolution(3, 64, true, Activation.NONE),
          new BatchNormalization(Activation.RELU),
          new MaxPooling(2),
          new Flatten(),
          new Dense(256, Activation.RELU),
          new Dense(10, Activation.NONE));

  private static final List<Layer> TRANSFORMER =
      List.of(
          new Embedding(64, 128),
          new TransformerBlock(4, 512),
          new TransformerBlock(4, 512),
          new LayerNormalization(),
          new Dense(64, Activation.NONE));

  /** Every workload there is. */
  public static final List<Workload> ALL =
      List.of(
          new Workload(
              "W1",
              Input.values(4),
              dense(Activation.TANH, 16, 16, 3),
              16,
              8,
              Optimizer.SGD,
              0.1,
              200),
          new Workload("W2", Input.values(784), DIGITS, 128, 16, Optimizer.ADAM, 1e-3, 20),
          new Workload(
              "W3",
              Input.values(1024),
              dense(Activation.RELU, 4096, 4096, 1000),
              512,
              4,
              Optimizer.MOMENTUM,
              0.01,
              4),
          new Workload("W4", Input.values(1, 28, 28), LENET, 64, 8, Optimizer.ADAM, 1e-3, 10),
          new Workload("W5", Input.values(3, 32, 32), CNN, 64, 4, Optimizer.ADAM, 1e-3, 4),
          new Workload(
              "W6",
              Input.oneHot(64, 64),
              List.of(new Lstm(256), new Dense(64, Activation.NONE)),
              32,
              8,
              Optimizer.ADAM,
              1e-3,
              10),
          new Workload("W7", Input.tokens(64, 64), TRANSFORMER, 32, 8, Optimizer.ADAM, 1e-3, 10),
          new Workload("W8-1", Input.values(784), DIGITS, 1, 16, Optimizer.NONE, 0, 1),
          new Workload("W8-256", Input.values(784), DIGITS, 256, 16, Optimizer.NONE, 0, 1));

  private static List<Layer> dense(Activation activation, int... units) {
    List<Layer> layers = new ArrayList<>();
    for (int i = 0; i < units.length; i++) {
      layers.add(new Dense(units[i], i < units.length - 1 ? activation : Activation.NONE));
    }
    return List.copyOf(layers);
  }

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

  /** Shape of a sample that goes into a layer; with the number of layers, of what comes out. */
  public List<Integer> shape(int layer) {
    List<Integer> shape = input.shape();
    for (Layer before : layers.subList(0, layer)) {
      shape = before.output(shape);
    }
    return shape;
  }

  /** The parameters of a layer. */
  public List<Parameter> parameters(int layer) {
    return layers.get(layer).parameters(shape(layer));
  }

  public int classes() {
    return Shapes.last(shape(layers.size()));
  }

  /** One, or one per step of a sequence. */
  public int labelsPerSample() {
    return Shapes.size(shape(layers.size())) / classes();
  }

  /** Elements of all parameters. */
  public long parameters() {
    return IntStream.range(0, layers.size())
        .mapToObj(this::parameters)
        .flatMap(List::stream)
        .mapToLong(parameter -> Shapes.size(parameter.shape()))
        .sum();
  }

  /** The matrix products of one step, layer by layer. */
  public List<Product> products() {
    List<Product> products = new ArrayList<>();
    for (int layer = 0; layer < layers.size(); layer++) {
      products.addAll(layers.get(layer).products(batch, shape(layer), training(), layer == 0));
    }
    return products;
  }

  /** Floating-point operations of the matrix products in one step. */
  public double flops() {
    return products().stream().mapToDouble(Product::flops).sum();
  }

  /** One line for the report. */
  public String describe() {
    return input.describe()
        + ": "
        + layers.stream().map(Layer::describe).collect(Collectors.joining(", "))
        + "; batch "
        + batch
        + (training()
            ? ", training with " + optimizer + ", learning rate " + learningRate
            : ", inference");
  }
}
