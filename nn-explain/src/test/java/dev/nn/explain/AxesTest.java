package dev.nn.explain;

import static dev.nn.explain.Steps.numbers;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nn.api.data.Dataset;
import dev.nn.api.graph.Node;
import dev.nn.api.graph.Ref;
import dev.nn.core.activations.Tanh;
import dev.nn.core.layers.Conv2d;
import dev.nn.core.layers.Dense;
import dev.nn.core.layers.Flatten;
import dev.nn.core.layers.MultiHeadAttention;
import dev.nn.core.layers.Reshape;
import dev.nn.core.losses.MeanSquaredError;
import dev.nn.core.optimizers.Sgd;
import dev.nn.core.train.Trainer;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AxesTest {
  /** Patches of an image, which look at each other: a vision transformer. */
  private static Trainer patches() {
    return Steps.chain(
        MeanSquaredError.of(),
        Sgd.of(0.1),
        Dataset.of(numbers(2, 1, 4, 6), numbers(2, 3)),
        Conv2d.of(4, 2, new Tanh()),
        Reshape.of(15, 4),
        MultiHeadAttention.of(2, 3),
        new Flatten(),
        Dense.of(3));
  }

  private static String names(Axes axes, Map<Ref, Name> names, Name name) {
    Ref ref =
        names.entrySet().stream()
            .filter(each -> each.getValue().equals(name))
            .map(Map.Entry::getKey)
            .findFirst()
            .orElseThrow(() -> new AssertionError(name + " in " + names.values()));
    assertTrue(axes.hasNames(ref), name::toString);
    List<String> each = IntStream.range(0, 4).mapToObj(axis -> axes.one(ref, axis)).toList();
    return String.join(" ", each);
  }

  @Test
  void inAVisionTransformerImagesHaveRowsAndAttentionHasHeads() {
    try (Trainer trainer = patches()) {
      Equations equations = new Equations(trainer.network(), trainer.graph(1));
      Axes axes = new Axes(equations.unfolded());
      Map<Ref, Name> names = equations.names();
      String image = "example channel row column";
      assertEquals(image, names(axes, names, new Name("a", "0", "", false)));
      assertEquals(image, names(axes, names, new Name("a", "1", "", false)));
      assertEquals(image, names(axes, names, new Name("z", "1", "", false)));
      assertEquals(image, names(axes, names, new Name("δ", "1", "", false)));
      String head = "example head step feature";
      for (String part : List.of("Q", "K", "V")) {
        assertEquals(head, names(axes, names, new Name(part, "3", "", false)), part);
      }
      assertEquals(
          "example head step step seen", names(axes, names, new Name("P", "3", "", false)));
    }
  }

  @Test
  void whereNothingTellsWhatAxesAreTheyHaveNoNames() {
    try (Trainer trainer =
        Steps.chain(
            MeanSquaredError.of(),
            Sgd.of(0.1),
            Dataset.of(numbers(2, 8), numbers(2, 3)),
            Reshape.of(2, 2, 2),
            new Flatten(),
            Dense.of(3))) {
      Equations equations = new Equations(trainer.network(), trainer.graph(1));
      Axes axes = new Axes(equations.unfolded());
      for (Node node : equations.unfolded().graph().nodes()) {
        if (node.types().get(0).shape().rank() == 4) {
          assertFalse(axes.hasNames(new Ref(node.id(), 0)), node::toString);
          assertEquals("axis 3", axes.all(new Ref(node.id(), 0), 2));
        }
      }
    }
  }
}
