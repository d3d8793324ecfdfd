package dev.nn.testkit.standard;

import dev.nn.api.tensor.Shape;
import dev.nn.core.StandardPlugin;
import dev.nn.testkit.layer.LayerCase;
import dev.nn.testkit.layer.LayerContractTest;
import dev.nn.testkit.spec.Catalogue;
import java.util.List;
import java.util.stream.Stream;

/** Every activation, as the layer {@code activation}. */
class StandardActivationsTest extends LayerContractTest {
  static final List<String> SMOOTH =
      List.of(
          "{type: celu, alpha: 0.5}",
          "elu",
          "exponential",
          "gelu",
          "{type: gelu, approximate: true}",
          "glu",
          "linear",
          "log_sigmoid",
          "log_softmax",
          "mish",
          "sigmoid",
          "silu",
          "softmax",
          "softplus",
          "softsign",
          "sparse_plus",
          "squareplus",
          "tanh",
          "tanh_shrink");

  static final List<String> WITH_KINKS =
      List.of(
          "hard_shrink",
          "hard_sigmoid",
          "hard_silu",
          "hard_tanh",
          "leaky_relu",
          "relu",
          "{type: relu, max_value: 1, negative_slope: 0.1, threshold: 0.2}",
          "relu6",
          "selu",
          "soft_shrink",
          "sparse_sigmoid",
          "sparsemax",
          "{type: threshold, threshold: 0.5, default_value: -1}");

  @Override
  protected Catalogue catalogue() {
    return Catalogue.of(new StandardPlugin());
  }

  @Override
  protected List<LayerCase> cases() {
    return Stream.concat(
            SMOOTH.stream().map(StandardActivationsTest::test),
            WITH_KINKS.stream().map(config -> test(config).withKinks()))
        .toList();
  }

  private static LayerCase test(String activation) {
    return LayerCase.of("{type: activation, activation: " + activation + "}", Shape.of(3, 4));
  }
}
