package dev.nn.bench;

import java.util.ArrayList;
import java.util.List;

/**
 * A layer of a workload's network: its sizes, parameters and matrix products. Images are {@code
 * [channels, height, width]}, sequences {@code [time, features]}; the batch is not part of a shape.
 */
public sealed interface Layer {

  /** Added to a variance by every normalisation. */
  double EPSILON = 1e-5;

  /** What a layer's outputs go through. */
  enum Activation {
    NONE,
    TANH,
    RELU,
    /** x Φ(x), with the error function. */
    GELU
  }

  List<Integer> output(List<Integer> input);

  default List<Parameter> parameters(List<Integer> input) {
    return List.of();
  }

  /**
   * The matrix products of a step.
   *
   * @param batch samples
   * @param input shape of a sample
   * @param training with the gradients
   * @param data the input is the data, which needs no gradient
   */
  default List<Product> products(int batch, List<Integer> input, boolean training, boolean data) {
    return List.of();
  }

  String describe();

  /**
   * y = activation(x w + b), over the last axis. {@code kernel [in, units]}, {@code bias [units]}.
   */
  record Dense(int units, Activation activation) implements Layer {
    @Override
    public List<Integer> output(List<Integer> input) {
      return Shapes.withLast(input, units);
    }

    @Override
    public List<Parameter> parameters(List<Integer> input) {
      int in = Shapes.last(input);
      return List.of(
          Parameter.glorot("kernel", in, units, in, units), Parameter.constant("bias", 0, units));
    }

    @Override
    public List<Product> products(int batch, List<Integer> input, boolean training, boolean data) {
      int in = Shapes.last(input);
      int rows = batch * Shapes.size(input) / in;
      return Product.forward(rows, units, in, 1, false).withGradients(training, data);
    }

    @Override
    public String describe() {
      return "dense " + units + suffix(activation);
    }
  }

  /**
   * A convolution with stride one. {@code kernel [filters, channels, size, size]}, {@code bias
   * [filters]}.
   *
   * @param same zeros around the image keep its height and width
   */
  record Convolution(int size, int filters, boolean same, Activation activation) implements Layer {
    @Override
    public List<Integer> output(List<Integer> input) {
      int less = same ? 0 : size - 1;
      return List.of(filters, input.get(1) - less, input.get(2) - less);
    }

    /** Zeros on each side. */
    public int padding() {
      return same ? size / 2 : 0;
    }

    @Override
    public List<Parameter> parameters(List<Integer> input) {
      int area = size * size;
      int in = input.get(0);
      return List.of(
          Parameter.glorot("kernel", in * area, filters * area, filters, in, size, size),
          Parameter.constant("bias", 0, filters));
    }

    @Override
    public List<Product> products(int batch, List<Integer> input, boolean training, boolean data) {
      int positions = Shapes.size(output(input)) / filters;
      return Product.forward(positions, filters, input.get(0) * size * size, batch, true)
          .withGradients(training, data);
    }

    @Override
    public String describe() {
      return "conv %d×%d×%d%s%s"
          .formatted(size, size, filters, same ? " same" : "", suffix(activation));
    }
  }

  /** The largest of {@code size} × {@code size} values, without overlap. */
  record MaxPooling(int size) implements Layer {
    @Override
    public List<Integer> output(List<Integer> input) {
      return List.of(input.get(0), input.get(1) / size, input.get(2) / size);
    }

    @Override
    public String describe() {
      return "max-pool " + size;
    }
  }

  /**
   * Normalises each channel over the batch, scales and shifts it, and activates. {@code gamma} and
   * {@code beta} {@code [channels]}; running statistics keep {@code MOMENTUM} of the old at a step
   * and start with mean zero and variance one.
   */
  record BatchNormalization(Activation activation) implements Layer {
    /** Kept of the running statistics. */
    public static final double MOMENTUM = 0.9;

    @Override
    public List<Integer> output(List<Integer> input) {
      return input;
    }

    @Override
    public List<Parameter> parameters(List<Integer> input) {
      return List.of(
          Parameter.constant("gamma", 1, input.get(0)),
          Parameter.constant("beta", 0, input.get(0)));
    }

    @Override
    public String describe() {
      return "batch normalisation" + suffix(activation);
    }
  }

  /** All values in one row. */
  record Flatten() implements Layer {
    @Override
    public List<Integer> output(List<Integer> input) {
      return List.of(Shapes.size(input));
    }

    @Override
    public String describe() {
      return "flatten";
    }
  }

  /**
   * An LSTM that returns its output at each step and starts from zero. Gates i, f, c, o along the
   * last axis: {@code kernel [in, 4 units]}, {@code recurrent_kernel [units, 4 units]}, {@code bias
   * [4 units]}.
   */
  record Lstm(int units) implements Layer {
    @Override
    public List<Integer> output(List<Integer> input) {
      return List.of(input.get(0), units);
    }

    @Override
    public List<Parameter> parameters(List<Integer> input) {
      int in = input.get(1);
      int gates = 4 * units;
      return List.of(
          Parameter.glorot("kernel", in, gates, in, gates),
          Parameter.glorot("recurrent_kernel", units, gates, units, gates),
          Parameter.constant("bias", 0, gates));
    }

    @Override
    public List<Product> products(int batch, List<Integer> input, boolean training, boolean data) {
      int time = input.get(0);
      int gates = 4 * units;
      Product inputs = Product.forward(batch * time, gates, input.get(1), 1, false);
      Product recurrent = Product.forward(batch, gates, units, time, false);
      List<Product> products = new ArrayList<>(inputs.withGradients(training, data));
      products.add(recurrent);
      if (training) {
        products.add(recurrent.gradientOfA());
        products.add(recurrent.gradientOfB().stacked());
      }
      return products;
    }

    @Override
    public String describe() {
      return "LSTM " + units;
    }
  }

  /**
   * Token's vector plus position's vector. {@code tokens [symbols, width]}, {@code positions [time,
   * width]}.
   */
  record Embedding(int symbols, int width) implements Layer {
    @Override
    public List<Integer> output(List<Integer> input) {
      return List.of(input.get(0), width);
    }

    @Override
    public List<Parameter> parameters(List<Integer> input) {
      return List.of(
          new Parameter("tokens", List.of(symbols, width), -0.05, 0.05),
          new Parameter("positions", List.of(input.get(0), width), -0.05, 0.05));
    }

    @Override
    public String describe() {
      return "embedding %d with positions".formatted(width);
    }
  }

  /** Normalises the last axis. {@code gamma} and {@code beta} {@code [features]}. */
  record LayerNormalization() implements Layer {
    @Override
    public List<Integer> output(List<Integer> input) {
      return input;
    }

    @Override
    public List<Parameter> parameters(List<Integer> input) {
      return normalization("", Shapes.last(input));
    }

    @Override
    public String describe() {
      return "layer normalisation";
    }
  }

  /**
   * A pre-norm Transformer block with causal self-attention.
   *
   * <pre>
   * h = x + output(attention(norm₁(x)))
   * y = h + w₂ gelu(w₁ norm₂(h))
   * </pre>
   *
   * {@code query}, {@code key}, {@code value} and {@code output} have kernels {@code [width,
   * width]}, whose columns (for {@code output}: rows) are heads side by side, {@code up [width,
   * feedForward]} and {@code down [feedForward, width]}; each has a bias.
   */
  record TransformerBlock(int heads, int feedForward) implements Layer {
    @Override
    public List<Integer> output(List<Integer> input) {
      return input;
    }

    @Override
    public List<Parameter> parameters(List<Integer> input) {
      int width = input.get(1);
      List<Parameter> parameters = new ArrayList<>(normalization("norm_1/", width));
      for (String part : List.of("query", "key", "value", "output")) {
        parameters.addAll(linear(part + "/", width, width));
      }
      parameters.addAll(normalization("norm_2/", width));
      parameters.addAll(linear("up/", width, feedForward));
      parameters.addAll(linear("down/", feedForward, width));
      return parameters;
    }

    private static List<Parameter> linear(String prefix, int in, int out) {
      return List.of(
          Parameter.glorot(prefix + "kernel", in, out, in, out),
          Parameter.constant(prefix + "bias", 0, out));
    }

    @Override
    public List<Product> products(int batch, List<Integer> input, boolean training, boolean data) {
      int time = input.get(0);
      int width = input.get(1);
      int rows = batch * time;
      int head = width / heads;
      List<Product> forward =
          List.of(
              Product.forward(rows, 3 * width, width, 1, false),
              // The scores q kᵀ.
              new Product(false, true, time, time, head, batch * heads, false),
              Product.forward(time, head, time, batch * heads, false),
              Product.forward(rows, width, width, 1, false),
              Product.forward(rows, feedForward, width, 1, false),
              Product.forward(rows, width, feedForward, 1, false));
      return forward.stream()
          .flatMap(product -> product.withGradients(training, false).stream())
          .toList();
    }

    @Override
    public String describe() {
      return "Transformer block (%d heads, feed-forward %d)".formatted(heads, feedForward);
    }
  }

  private static List<Parameter> normalization(String prefix, int features) {
    return List.of(
        Parameter.constant(prefix + "gamma", 1, features),
        Parameter.constant(prefix + "beta", 0, features));
  }

  private static String suffix(Activation activation) {
    return activation == Activation.NONE
        ? ""
        : " " + activation.name().toLowerCase(java.util.Locale.ROOT);
  }
}
