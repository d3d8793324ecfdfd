package dev.nn.core.layers;

import dev.nn.api.graph.Value;
import dev.nn.api.layer.Layer;
import dev.nn.api.layer.LayerScope;
import dev.nn.api.spec.Default;
import dev.nn.api.spec.Doc;
import dev.nn.api.spec.Range;
import dev.nn.api.spec.Type;
import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.ShapeException;
import dev.nn.api.tensor.Tensor;

/**
 * y[t, 2i] = sin(t·w⁻²ⁱᐟⁿ), y[t, 2i+1] = cos(t·w⁻²ⁱᐟⁿ) for each example, with n features and the
 * greatest wavelength w: a fixed row for each step, to be {@link Add added} to x. Shapes: x [batch,
 * time, features] → y [batch, time, features]. Vaswani et al. (2017), section 3.5.
 *
 * @param maxWavelength w, ≥ 1
 */
@Type("sine_position_encoding")
@Doc("sines and cosines of each step's number")
public record SinePositionEncoding(
    @Default("10000") @Doc("greatest wavelength, in steps per radian") @Range(min = 1)
        double maxWavelength)
    implements Layer {
  /**
   * @throws ShapeException if x is not a sequence of floating-point numbers
   */
  @Override
  public Value apply(LayerScope scope, Value x) {
    if (x.shape().rank() != 3 || !x.dtype().isFloating()) {
      throw Layouts.STEPS.misfit("sine_position_encoding", x);
    }
    int time = x.shape().size(1);
    int features = x.shape().size(2);
    double[] rows = new double[time * features];
    for (int i = 0; i < rows.length; i++) {
      int feature = i % features;
      double angle = i / features * Math.pow(maxWavelength, -(feature / 2 * 2.0) / features);
      rows[i] = feature % 2 == 0 ? Math.sin(angle) : Math.cos(angle);
    }
    Tensor encoding = Tensor.of(Shape.of(1, time, features), rows).cast(x.dtype());
    return scope.builder().constant(encoding).broadcastTo(x.shape());
  }
}
