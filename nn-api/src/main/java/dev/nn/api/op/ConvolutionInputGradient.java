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
 * dx[n, c, q] = Σ_o Σ_t kernel[o, c, t] · dy[n, o, p] over all p with p·stride + t·dilation −
 * before = q: what a {@link Convolution} sends back to its input, and the forward pass of a
 * transposed convolution. Shapes: dy [batch, filters, places...], kernel [filters, channels/groups,
 * window...] → dx [batch, channels, spatial...].
 *
 * @param geometry how the convolution's window moves
 * @param groups number of blocks of channels, ≥ 1
 * @param spatial sizes of the convolution's input, which its output does not tell if the last
 *     entries of the input are passed over
 */
public record ConvolutionInputGradient(WindowGeometry geometry, int groups, List<Integer> spatial)
    implements Op {
  /** Copies the list. */
  public ConvolutionInputGradient {
    spatial = List.copyOf(spatial);
  }

  @Override
  public String name() {
    return "convolution_input_gradient";
  }

  @Override
  public List<TensorType> infer(List<TensorType> inputs) {
    Convolutions.check(this, inputs, geometry, "dy", "kernel");
    TensorType dy = inputs.get(0);
    Shape kernel = inputs.get(1).shape();
    int filters = Convolutions.filters(this, kernel.size(0), groups);
    if (dy.shape().size(1) != filters) {
      throw new ShapeException(
          "kernel " + kernel + " needs dy with " + filters + " channels, not " + dy.shape());
    }
    List<Integer> places = geometry.places(spatial, Convolutions.spatial(kernel));
    Convolutions.expectPlaces(this, places, dy.shape());
    return List.of(
        dy.withShape(
            Shape.of(dy.shape().size(0), kernel.size(1) * groups).concat(Shape.of(spatial))));
  }

  @Override
  public void backward(Backward at) {
    Value dy = at.input(0);
    Value kernel = at.input(1);
    Value g = at.gradient(); // Of the shape of dx, in the place of x.
    GraphBuilder builder = g.builder();
    if (at.needs(0)) {
      at.accumulate(0, builder.emit(new Convolution(geometry, groups), g, kernel));
    }
    if (at.needs(1)) {
      Op toKernel =
          new ConvolutionKernelGradient(geometry, groups, Convolutions.spatial(kernel.shape()));
      at.accumulate(1, builder.emit(toKernel, g, dy));
    }
  }
}
