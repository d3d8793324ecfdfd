package dev.nn.api.op;

import dev.nn.api.graph.Backward;
import dev.nn.api.graph.GraphBuilder;
import dev.nn.api.graph.Op;
import dev.nn.api.graph.Value;
import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.ShapeException;
import dev.nn.api.tensor.TensorType;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * y = γ·(x − μ)/√(σ² + ε) + β for each channel, μ and σ² its mean and population variance over all
 * other axes. Shapes: x [batch, channels, ...], γ [channels], β [channels] → y as x, μ [channels],
 * σ² [channels]. Nothing flows back through μ and σ². Ioffe and Szegedy (2015).
 *
 * @param epsilon ε
 */
public record BatchNorm(double epsilon) implements Op.Composite {
  @Override
  public String name() {
    return "batch_norm";
  }

  @Override
  public List<TensorType> infer(List<TensorType> inputs) {
    Elementwise.expectCount(this, inputs, 3);
    TensorType x = inputs.get(0);
    TensorType channels = channels(this, x);
    if (!inputs.get(1).equals(channels) || !inputs.get(2).equals(channels)) {
      throw new ShapeException(
          "batch_norm of " + x + " needs factors and summands " + channels + ", not " + inputs);
    }
    return List.of(x, channels, channels);
  }

  /** The type of what there is once per channel. */
  static TensorType channels(Op op, TensorType x) {
    if (x.shape().rank() < 2 || !x.dtype().isFloating()) {
      throw new ShapeException(op.name() + " needs channels of floating-point numbers, not " + x);
    }
    return x.withShape(Shape.of(x.shape().size(1)));
  }

  /** All axes but that of the channels. */
  static int[] others(Shape x) {
    return IntStream.range(0, x.rank()).filter(axis -> axis != 1).toArray();
  }

  /** What there is once per channel, so that it is stretched over x. */
  static Value over(Shape x, Value channels) {
    int[] sizes = new int[x.rank()];
    Arrays.fill(sizes, 1);
    sizes[1] = x.size(1);
    return channels.reshape(Shape.of(sizes));
  }

  @Override
  public void backward(Backward at) {
    List<Value> gradients =
        at.output()
            .builder()
            .emit(
                new BatchNormGradient(epsilon),
                List.of(
                    at.input(0),
                    at.input(1),
                    at.output(1),
                    at.output(2),
                    at.gradient(0).orElseThrow()));
    for (int i = 0; i < 3; i++) {
      at.accumulate(i, gradients.get(i));
    }
  }

  @Override
  public List<Value> decompose(GraphBuilder builder, List<Value> inputs) {
    Value x = inputs.get(0);
    Shape shape = x.shape();
    Value mean = x.reduce(Reduction.MEAN, false, others(shape)).labelled("μ");
    Value centred = x.subtract(over(shape, mean));
    Value variance = centred.square().reduce(Reduction.MEAN, false, others(shape)).labelled("σ²");
    // All that is per channel is computed per channel, so that x is passed over once.
    Value factor = variance.add(epsilon).sqrt().reciprocal().multiply(inputs.get(1));
    Value y = centred.multiply(over(shape, factor)).add(over(shape, inputs.get(2)));
    return List.of(y, mean, variance);
  }
}
