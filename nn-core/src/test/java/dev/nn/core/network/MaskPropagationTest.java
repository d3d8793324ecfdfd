package dev.nn.core.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nn.api.graph.GraphBuilder;
import dev.nn.api.graph.Value;
import dev.nn.api.layer.Layer;
import dev.nn.api.tensor.DataType;
import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.TensorType;
import dev.nn.core.layers.Attention;
import dev.nn.core.layers.Dense;
import dev.nn.core.layers.Dot;
import dev.nn.core.layers.Lambda;
import dev.nn.core.layers.Masking;
import dev.nn.core.layers.Permute;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Which outputs have the mask of an input. All sizes are equal, so that shapes tell nothing. */
class MaskPropagationTest {
  private static final int SIZE = 4;
  private static final Attention ATTENTION =
      new Attention(false, Attention.ScoreMode.DOT, 0, false);

  private static boolean isMasked(List<Network.Node> layers) {
    Network network =
        new Network(
            List.of(input("masked"), input("plain")),
            layers,
            List.of(layers.get(layers.size() - 1).name()));
    NetworkWriter.Forward forward =
        new NetworkWriter(new GraphBuilder(), DataType.FLOAT32, true).write(network, 2);
    Value output = forward.values().get(network.outputs().get(0));
    Optional<Value> mask = forward.mask(output);
    mask.ifPresent(each -> assertEquals(Shape.of(2, SIZE), each.shape()));
    return mask.isPresent();
  }

  private static Network.Input input(String name) {
    return new Network.Input(name, new TensorType(DataType.FLOAT32, Shape.of(SIZE, SIZE)));
  }

  /** After {@code masking}, in a row. */
  private static boolean isMaskedAfter(Layer... layers) {
    List<Network.Node> nodes = new ArrayList<>();
    nodes.add(new Network.Node("masking", new Masking(0), List.of("masked"), true));
    for (Layer layer : layers) {
      String before = nodes.get(nodes.size() - 1).name();
      nodes.add(new Network.Node("layer" + nodes.size(), layer, List.of(before), true));
    }
    return isMasked(nodes);
  }

  private static boolean isMaskedAfterBoth(Layer layer, String first, String second) {
    return isMasked(
        List.of(
            new Network.Node("steps", new Masking(0), List.of("masked"), true),
            new Network.Node("both", layer, List.of(first, second), true)));
  }

  private static Layer block(Layer... layers) {
    return (scope, x) -> {
      Value y = x;
      for (int i = 0; i < layers.length; i++) {
        y = scope.child("part" + i).write(layers[i], List.of(y));
      }
      return y;
    };
  }

  @Test
  void whatWorksStepByStepPassesItOn() {
    assertEquals(true, isMaskedAfter(Dense.of(SIZE)));
    assertEquals(true, isMaskedAfter(Dense.of(SIZE), Dense.of(3)));
    assertEquals(true, isMaskedAfter(new Lambda("2 * x")));
    assertEquals(true, isMaskedAfter(new Permute(List.of(1, 2))));
  }

  @Test
  void featuresInThePlaceOfStepsHaveNone() {
    assertEquals(false, isMaskedAfter(new Permute(List.of(2, 1))));
    assertEquals(false, isMaskedAfter(new Permute(List.of(2, 1)), Dense.of(SIZE)));
    assertEquals(false, isMaskedAfter(new Lambda("transpose(x, [0, 2, 1])")));
  }

  @Test
  void aBlockHasWhatItsLastLayerSays() {
    assertEquals(true, isMaskedAfter(block(Dense.of(SIZE))));
    assertEquals(false, isMaskedAfter(block(new Permute(List.of(2, 1)))));
    assertEquals(false, isMaskedAfter(block(new Permute(List.of(2, 1)), Dense.of(SIZE))));
  }

  /** A block may do something with its input before it hands it to a layer. */
  @Test
  void aBlockOfStepsKeepsThem() {
    Layer scaling = (scope, x) -> scope.child("part").write(Dense.of(SIZE), List.of(x.scale(2.0)));
    assertEquals(true, isMaskedAfter(scaling));
  }

  @Test
  void productsHaveTheFirstInputsStepsOrNone() {
    assertEquals(true, isMaskedAfterBoth(new Dot(List.of(2), false), "steps", "plain"));
    assertEquals(false, isMaskedAfterBoth(new Dot(List.of(2), false), "plain", "steps"));
    assertEquals(false, isMaskedAfterBoth(new Dot(List.of(1), false), "steps", "plain"));
  }

  @Test
  void attentionHasTheQuerysSteps() {
    assertEquals(true, isMaskedAfterBoth(ATTENTION, "steps", "plain"));
    assertEquals(false, isMaskedAfterBoth(ATTENTION, "plain", "steps"));
  }

  @Test
  void aMaskOfAnotherLengthIsRefused() {
    Layer shorter =
        (scope, x) -> {
          Value y = x.slice(1, 0, SIZE - 1);
          scope.setMask(y, scope.mask(x).orElseThrow());
          return y;
        };
    NetworkException refused = assertThrows(NetworkException.class, () -> isMaskedAfter(shorter));
    assertTrue(refused.getMessage().contains("layer1"), refused.getMessage());
    assertTrue(
        refused.getMessage().contains("bool[2, 4] is none of [2, 3, 4]"), refused.getMessage());
    Layer numbers =
        (scope, x) -> {
          scope.setMask(x, x.slice(2, 0, 1).reshape(2, SIZE));
          return x;
        };
    assertThrows(NetworkException.class, () -> isMaskedAfter(numbers));
  }
}
