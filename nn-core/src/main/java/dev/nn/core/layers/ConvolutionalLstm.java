package dev.nn.core.layers;

import dev.nn.api.graph.Value;
import dev.nn.api.layer.LayerScope;
import dev.nn.api.op.Convolution;
import dev.nn.api.op.WindowGeometry;
import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.ShapeException;
import dev.nn.api.tensor.ShapeException.Kind;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * The formula of convolutional lstms, for any number of spatial axes.
 *
 * @param name of the layer, for messages
 * @param axes of its input, for messages
 * @param filters channels of h and c
 * @param kernelSize size of both windows
 * @param strides how far the input's window moves
 * @param padding of the input's window; that of h has the padding that keeps its size
 * @param dilationRate distance of neighbouring taps of the input's window
 */
record ConvolutionalLstm(
    String name,
    String axes,
    int filters,
    List<Integer> kernelSize,
    List<Integer> strides,
    Padding padding,
    List<Integer> dilationRate) {

  /** h of the last step, or of all. */
  Value apply(
      LayerScope scope,
      List<Value> inputs,
      LstmGates gates,
      boolean unitForgetBias,
      RecurrentWeights weights,
      SequenceOptions sequence) {
    Shape shape = inputs.get(0).shape();
    require(inputs.get(0));
    List<Integer> spatial = shape.toList().subList(3, shape.rank());
    WindowGeometry geometry = padding.geometry(spatial, kernelSize, strides, dilationRate);
    Windows.requirePlace(name, "kernel_size", spatial, kernelSize, geometry);
    List<Integer> places = geometry.places(spatial, kernelSize);
    Shape state = Shape.of(filters).concat(Shape.of(places));
    Walk walk = new Walk(name, scope, inputs, sequence, state, List.of("state_h", "state_c"));

    int channels = shape.size(2);
    int field = Windows.count(kernelSize);
    Shape window = Shape.of(kernelSize);
    Value kernel =
        weights.kernel(
            scope,
            Shape.of(4 * filters, channels).concat(window),
            channels * field,
            4 * filters * field);
    Value recurrent =
        weights.recurrentKernel(
            scope,
            Shape.of(4 * filters, filters).concat(window),
            filters * field,
            4 * filters * field);
    Optional<Value> bias = gates.bias(scope, weights, filters, unitForgetBias);

    // The inputs of all steps at once; only h has to wait for the step before.
    Value steps = walk.steps();
    Shape image = steps.shape().subshape(2, shape.rank());
    int count = steps.shape().subshape(0, 2).elements();
    Value y = convolved(steps.reshape(image.withBatch(count)), kernel, geometry);
    Value z =
        bias.map(b -> y.add(b.reshape(Axes.keeping(y.shape(), 1))))
            .orElse(y)
            .reshape(steps.shape().subshape(0, 2).concat(y.shape().withoutBatch()));
    List<Integer> ones = Collections.nCopies(places.size(), 1);
    WindowGeometry same = Padding.SAME.geometry(places, kernelSize, ones, ones);
    return walk.unrolled(
        z,
        (zt, states) ->
            gates.step(
                zt.add(convolved(walk.dropped(states.get(0)), recurrent, same)), states.get(1)));
  }

  private void require(Value x) {
    if (x.shape().rank() != kernelSize.size() + 3
        || !x.dtype().isFloating()
        || x.shape().size(1) == 0) {
      throw new ShapeException(
              x.dtype().isFloating() ? Kind.AXES : Kind.DTYPE,
              "%s needs numbers [batch, time, %s]".formatted(name, axes))
          .helping("put {type: reshape, target_shape: [time, %s]} before it".formatted(axes));
    }
  }

  private static Value convolved(Value x, Value kernel, WindowGeometry geometry) {
    return x.builder().emit(new Convolution(geometry, 1), x, kernel);
  }
}
