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
 * dkernel[o, c, t] = Σ_n Σ_p dy[n, o, p] · x[n, c, p·stride + t·dilation − before]: what a {@link
 * Convolution} sends back to its kernel. Shapes: x [batch, channels, spatial...], dy [batch,
 * filters, places...] → dkernel [filters, channels/groups, window...].
 *
 * @param geometry how the convolution's window moves
 * @param groups number of blocks of channels, ≥ 1
 * @param window sizes of the kernel's spatial axes
 */
public record ConvolutionKernelGradient(WindowGeometry geometry, int groups, List<Integer> window)
    implements Op {
  /** Copies the list. */
  public ConvolutionKernelGradient {
    window = List.copyOf(window);
  }

  @Override
  public String name() {
    return "convolution_kernel_gradient";
  }

  @Override
  public List<TensorType> infer(List<TensorType> inputs) {
    Convolutions.check(this, inputs, geometry, "x", "dy");
    TensorType x = inputs.get(0);
    Shape dy = inputs.get(1).shape();
    int filters = Convolutions.filters(this, dy.size(1), groups);
    int channels = x.shape().size(1);
    if (channels % groups != 0 || x.shape().size(0) != dy.size(0)) {
      throw new ShapeException(
          "x " + x.shape() + " and dy " + dy + " do not fit a convolution in groups of " + groups);
    }
    List<Integer> places = geometry.places(Convolutions.spatial(x.shape()), window);
    Convolutions.expectPlaces(this, places, dy);
    return List.of(x.withShape(Shape.of(filters, channels / groups).concat(Shape.of(window))));
  }

  @Override
  public void backward(Backward at) {
    Value x = at.input(0);
    Value dy = at.input(1);
    Value g = at.gradient(); // Of the shape of dkernel, in the place of the kernel.
    GraphBuilder builder = g.builder();
    if (at.needs(0)) {
      Op toInput = new ConvolutionInputGradient(geometry, groups, Convolutions.spatial(x.shape()));
      at.accumulate(0, builder.emit(toInput, dy, g));
    }
    if (at.needs(1)) {
      at.accumulate(1, builder.emit(new Convolution(geometry, groups), x, g));
    }
  }
}
