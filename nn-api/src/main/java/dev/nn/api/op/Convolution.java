package dev.nn.api.op;

import dev.nn.api.graph.Backward;
import dev.nn.api.graph.GraphBuilder;
import dev.nn.api.graph.Op;
import dev.nn.api.graph.Value;
import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.ShapeException;
import dev.nn.api.tensor.TensorType;
import java.util.List;

/**
 * y[n, o, p] = Σ_c Σ_t kernel[o, c, t] · x[n, c, p·stride + t·dilation − before] over one, two or
 * three spatial axes; padding counts as 0, and the kernel is not turned round. With groups, output
 * channels are so many consecutive blocks, each of which sees its own block of input channels.
 * Shapes: x [batch, channels, spatial...], kernel [filters, channels/groups, window...] → y [batch,
 * filters, places...].
 *
 * <p>It is linear in x and in the kernel; {@link ConvolutionInputGradient} and {@link
 * ConvolutionKernelGradient} are its transposes. Dumoulin and Visin (2016).
 *
 * @param geometry how the window moves
 * @param groups number of blocks of channels, ≥ 1
 */
public record Convolution(WindowGeometry geometry, int groups) implements Op {
  @Override
  public String name() {
    return "convolution";
  }

  @Override
  public List<TensorType> infer(List<TensorType> inputs) {
    TensorType x = inputs.get(0);
    Convolutions.check(this, inputs, geometry, "x", "kernel");
    Shape kernel = inputs.get(1).shape();
    int filters = Convolutions.filters(this, kernel.size(0), groups);
    if (x.shape().size(1) != kernel.size(1) * groups) {
      throw new ShapeException(
          "kernel "
              + kernel
              + " in "
              + groups
              + " groups needs "
              + kernel.size(1) * groups
              + " channels, x "
              + x.shape()
              + " has "
              + x.shape().size(1));
    }
    List<Integer> places =
        geometry.places(Convolutions.spatial(x.shape()), Convolutions.spatial(kernel));
    return List.of(x.withShape(Shape.of(x.shape().size(0), filters).concat(Shape.of(places))));
  }

  @Override
  public void backward(Backward at) {
    Value x = at.input(0);
    Value kernel = at.input(1);
    Value dy = at.gradient();
    GraphBuilder builder = dy.builder();
    if (at.needs(0)) {
      Op toInput = new ConvolutionInputGradient(geometry, groups, Convolutions.spatial(x.shape()));
      at.accumulate(0, builder.emit(toInput, dy, kernel));
    }
    if (at.needs(1)) {
      Op toKernel =
          new ConvolutionKernelGradient(geometry, groups, Convolutions.spatial(kernel.shape()));
      at.accumulate(1, builder.emit(toKernel, x, dy));
    }
  }
}
