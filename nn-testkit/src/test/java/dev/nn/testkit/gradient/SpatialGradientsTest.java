package dev.nn.testkit.gradient;

import dev.nn.api.graph.Op;
import dev.nn.api.graph.Value;
import dev.nn.api.layer.LayerScope;
import dev.nn.api.layer.MergeLayer;
import dev.nn.api.op.AveragePool;
import dev.nn.api.op.AveragePoolGradient;
import dev.nn.api.op.Convolution;
import dev.nn.api.op.ConvolutionInputGradient;
import dev.nn.api.op.ConvolutionKernelGradient;
import dev.nn.api.op.MaxPool;
import dev.nn.api.op.MaxPoolGradient;
import dev.nn.api.op.Reverse;
import dev.nn.api.op.WindowGeometry;
import dev.nn.api.tensor.DataType;
import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.Tensor;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Gradients of the spatial ops, and gradients of those gradients, against central differences. */
class SpatialGradientsTest {
  private static final List<Integer> SPATIAL = List.of(6, 5);
  private static final List<Integer> WINDOW = List.of(2, 3);

  private static List<WindowGeometry> geometries() {
    return List.of(
        WindowGeometry.of(List.of(1, 1)),
        new WindowGeometry(List.of(2, 3), List.of(1, 0), List.of(0, 2), List.of(1, 1)),
        new WindowGeometry(List.of(1, 1), List.of(0, 2), List.of(3, 1), List.of(3, 2)));
  }

  private static Stream<WindowGeometry> eachGeometry() {
    return geometries().stream();
  }

  // A network feeds batches: as many examples as the kernel has filters, and both are a batch of 6.
  private static Shape planes(int channels, List<Integer> spatial) {
    return Shape.of(6, channels).concat(Shape.of(spatial));
  }

  private static Tensor random(Shape shape) {
    SplittableRandom random = new SplittableRandom(shape.hashCode());
    return Tensor.of(shape, random.doubles(shape.elements(), -1, 1).toArray());
  }

  private static void check(Op op, Tensor... inputs) {
    MergeLayer layer =
        new MergeLayer() {
          @Override
          public Value apply(LayerScope scope, List<Value> values) {
            return scope.builder().emit(op, values).get(0);
          }
        };
    GradientCheck.DEFAULT.of(layer, inputs).assertWithin(GradientCheck.TOLERANCE);
  }

  @ParameterizedTest
  @MethodSource("eachGeometry")
  void convolutionsAndTheirTransposesAreLinearInBothOperands(WindowGeometry geometry) {
    for (int groups : new int[] {1, 2}) {
      Tensor x = random(planes(4, SPATIAL));
      Tensor y = random(planes(6, geometry.places(SPATIAL, WINDOW)));
      Tensor kernel = random(Shape.of(6, 4 / groups).concat(Shape.of(WINDOW)));
      check(new Convolution(geometry, groups), x, kernel);
      check(new ConvolutionInputGradient(geometry, groups, SPATIAL), y, kernel);
      check(new ConvolutionKernelGradient(geometry, groups, WINDOW), x, y);
    }
  }

  @ParameterizedTest
  @MethodSource("eachGeometry")
  void poolingSendsBackToWhatItSaw(WindowGeometry geometry) {
    Tensor x = random(planes(2, SPATIAL));
    Shape places = planes(2, geometry.places(SPATIAL, WINDOW));
    int[] winners =
        new SplittableRandom(3).ints(places.elements(), -1, Shape.of(SPATIAL).elements()).toArray();
    check(new MaxPool(geometry, WINDOW), x);
    check(
        new MaxPoolGradient(geometry, WINDOW, SPATIAL), Tensor.of(places, winners), random(places));
    check(new AveragePool(geometry, WINDOW), x);
    check(new AveragePoolGradient(geometry, WINDOW, SPATIAL), random(places));
  }

  @Test
  void reverseIsItsOwnGradient() {
    check(new Reverse(1), random(Shape.of(3, 4, 2)).cast(DataType.FLOAT64));
  }
}
