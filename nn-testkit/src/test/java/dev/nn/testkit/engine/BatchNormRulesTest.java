package dev.nn.testkit.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nn.api.graph.Graph;
import dev.nn.api.graph.GraphBuilder;
import dev.nn.api.graph.Value;
import dev.nn.api.op.BatchNorm;
import dev.nn.api.op.BatchNormGradient;
import dev.nn.api.op.Input;
import dev.nn.api.tensor.DataType;
import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.Tensor;
import dev.nn.api.tensor.TensorType;
import dev.nn.core.optimize.Simplify;
import dev.nn.testkit.backend.GraphRunner;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What batch normalisation takes over from its neighbours changes no numbers. */
class BatchNormRulesTest {
  private static final Shape IMAGES = Shape.of(5, 3, 2, 4);

  private final Random random = new Random(1);

  private Tensor samples(Shape shape) {
    return Tensor.of(shape, random.doubles(shape.elements(), -1, 2).toArray());
  }

  private static Value input(GraphBuilder builder, String name, Shape shape) {
    return builder.emit(new Input(name, new TensorType(DataType.FLOAT64, shape)));
  }

  /** ReLU of batch normalisation of x + b, backwards too, and the gradient of b. */
  private static Graph graph() {
    GraphBuilder builder = new GraphBuilder();
    Shape channels = Shape.of(3);
    Value b = input(builder, "b", channels);
    Value gamma = input(builder, "gamma", channels);
    Value z = input(builder, "x", IMAGES).add(b.reshape(1, 3, 1, 1));
    List<Value> values = new ArrayList<>(builder.emit(new BatchNorm(0.1), List.of(z, gamma, b)));
    Value dy = input(builder, "dy", IMAGES);
    Value gated = values.get(0).relu().greater(0).select(dy, dy.constant(0));
    List<Value> inputs = List.of(z, gamma, values.get(1), values.get(2), gated);
    values.addAll(builder.emit(new BatchNormGradient(0.1), inputs));
    values.add(values.get(3).sum(0, 2, 3));
    for (int i = 0; i < values.size(); i++) {
      builder.output("value " + i, values.get(i));
    }
    return builder.build();
  }

  private Map<String, Tensor> inputs() {
    Shape channels = Shape.of(3);
    return Map.of(
        "x", samples(IMAGES),
        "b", samples(channels),
        "gamma", samples(channels),
        "dy", samples(IMAGES));
  }

  @Test
  void allValuesAndGradientsStayTheSame() {
    Map<String, Tensor> inputs = inputs();
    Map<String, Tensor> expected = GraphRunner.run(graph(), inputs);
    Map<String, Tensor> actual = GraphRunner.run(Simplify.apply(graph()), inputs);
    expected.forEach(
        (name, value) ->
            assertArrayEquals(value.toDoubles(), actual.get(name).toDoubles(), 1e-12, name));
  }

  @Test
  void aGradientThatIsNotANumberStaysOneInItsChannel() {
    Map<String, Tensor> inputs = inputs();
    Arrays.fill(inputs.get("dy").doubles(), 0, 8, Double.NaN);
    double[] db = GraphRunner.run(Simplify.apply(graph()), inputs).get("value 6").toDoubles();
    assertTrue(Double.isNaN(db[0]));
    assertArrayEquals(new double[] {0, 0}, new double[] {db[1], db[2]});
  }
}
