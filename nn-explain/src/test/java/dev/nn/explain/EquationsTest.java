package dev.nn.explain;

import static dev.nn.explain.Steps.equations;
import static dev.nn.explain.Steps.numbers;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nn.api.data.Dataset;
import dev.nn.api.layer.Layer;
import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.Tensor;
import dev.nn.api.train.LossReduction;
import dev.nn.core.activations.Relu;
import dev.nn.core.activations.Sigmoid;
import dev.nn.core.activations.Softmax;
import dev.nn.core.activations.Sparsemax;
import dev.nn.core.activations.Tanh;
import dev.nn.core.initializers.GlorotUniform;
import dev.nn.core.initializers.Zeros;
import dev.nn.core.layers.Add;
import dev.nn.core.layers.Dense;
import dev.nn.core.losses.CategoricalGeneralizedCrossEntropy;
import dev.nn.core.losses.MeanSquaredError;
import dev.nn.core.losses.SparseCategoricalCrossentropy;
import dev.nn.core.network.Network;
import dev.nn.core.optimizers.Adam;
import dev.nn.core.optimizers.Sgd;
import dev.nn.core.regularizers.OrthogonalRegularizer;
import dev.nn.core.train.Trainer;
import dev.nn.explain.Section.Pass;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EquationsTest {
  private static final Dataset CLASSES =
      Dataset.of(numbers(4, 2), Tensor.of(Shape.of(4), 0, 1, 2, 0));

  private static final Dataset DATA = Dataset.of(numbers(4, 2), numbers(4, 1));

  private static Trainer classifier() {
    return Steps.chain(
        SparseCategoricalCrossentropy.of(),
        Sgd.of(0.1),
        CLASSES,
        Dense.of(4, new Sigmoid()),
        Dense.of(3, new Softmax(-1)));
  }

  @Test
  void theForwardPassIsWrittenAsInTheTextbook() {
    assertEquals(
        List.of(
            "z¹ = a⁰ θ¹ + b¹",
            "a¹ = σ(z¹)",
            "z² = a¹ θ² + b²",
            "a² = softmax(z²)",
            "C = mean(−ln(a²_y))"),
        equations(classifier(), 1, Pass.FORWARD));
  }

  @Test
  void theBackwardPassIsTwoMatrixProductsForEachLayer() {
    assertEquals(
        List.of(
            "δ² = a² − one_hot(y)",
            "∂C/∂b² = Σ(δ² over rows)",
            "∂C/∂θ² = a¹ᵀ δ²",
            "∂C/∂a¹ = δ² θ²ᵀ",
            "δ¹ = ∂C/∂a¹ ⊙ a¹ ⊙ (1 − a¹)",
            "∂C/∂b¹ = Σ(δ¹ over rows)",
            "∂C/∂θ¹ = a⁰ᵀ δ¹"),
        equations(classifier(), 1, Pass.BACKWARD));
  }

  @Test
  void overABatchTheCostIsAMeanAndSoIsItsGradient() {
    assertEquals("δ² = 0.25·(a² − one_hot(y))", equations(classifier(), 4, Pass.BACKWARD).get(0));
  }

  @Test
  void theUpdateIsTheOptimizersRule() {
    assertEquals(
        List.of(
            "θ′¹ = θ¹ − η·∂C/∂θ¹",
            "b′¹ = b¹ − η·∂C/∂b¹",
            "θ′² = θ² − η·∂C/∂θ²",
            "b′² = b² − η·∂C/∂b²"),
        equations(classifier(), 1, Pass.UPDATE));
    Trainer adam = Steps.chain(MeanSquaredError.of(), Adam.of(0.1), DATA, Dense.of(1));
    assertEquals(
        List.of(
            "m′¹_θ = 0.9·m¹_θ + 0.1·∂C/∂θ¹",
            "v′¹_θ = 0.999·v¹_θ + 0.001·(∂C/∂θ¹)²",
            "θ′¹ = θ¹ − α·m′¹_θ/(√v′¹_θ + 1e−07)",
            "m′¹_b = 0.9·m¹_b + 0.1·∂C/∂b¹",
            "v′¹_b = 0.999·v¹_b + 0.001·(∂C/∂b¹)²",
            "b′¹ = b¹ − α·m′¹_b/(√v′¹_b + 1e−07)"),
        equations(adam, 1, Pass.UPDATE));
  }

  @Test
  void aPowerOfAProbabilityIsWrittenAsOne() {
    Trainer trainer =
        Steps.chain(
            new CategoricalGeneralizedCrossEntropy(
                0.7, Optional.empty(), -1, LossReduction.SUM_OVER_BATCH_SIZE),
            Sgd.of(0.1),
            CLASSES,
            Dense.of(3, new Softmax(-1)));
    assertEquals("u₁ = (a¹_y)^0.7", equations(trainer, 1, Pass.FORWARD).get(2));
    assertEquals("C = mean(1.429·(1 − u₁))", equations(trainer, 1, Pass.FORWARD).get(3));
  }

  @Test
  void sparsemaxIsWrittenWithItsSupportAndItsThreshold() {
    Trainer trainer =
        Steps.chain(
            MeanSquaredError.of(),
            Sgd.of(0.1),
            Dataset.of(numbers(4, 2), numbers(4, 3)),
            Dense.of(3, new Sparsemax(-1)));
    assertEquals(
        List.of(
            "z¹ = a⁰ θ¹ + b¹",
            "s¹ = [Σ(relu(z¹ − z¹ᵀ) over features) < 1]",
            "k¹ = Σ(s¹ over columns)",
            "τ¹ = (Σ(s¹ ⊙ z¹ over columns) − 1)/k¹",
            "a¹ = relu(z¹ − τ¹)"),
        equations(trainer, 1, Pass.FORWARD).subList(0, 5));
    // The support is a condition: nothing comes back through it.
    assertTrue(
        equations(trainer, 1, Pass.BACKWARD).stream().noneMatch(each -> each.startsWith("∂C/∂s¹")),
        () -> equations(trainer, 1, Pass.BACKWARD).toString());
  }

  @Test
  void orthogonalWeightsAreUnitVectorsAndTheCosinesOfPairs() {
    Dense dense =
        new Dense(
            2,
            new Tanh(),
            true,
            new GlorotUniform(),
            new Zeros(),
            Optional.of(new OrthogonalRegularizer(0.01, OrthogonalRegularizer.Mode.ROWS)),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    Trainer trainer = Steps.chain(MeanSquaredError.of(), Sgd.of(0.1), DATA, dense, Dense.of(1));
    List<String> forward = equations(trainer, 1, Pass.FORWARD);
    assertTrue(forward.contains("cos¹ = (unit¹ unit¹ᵀ) ⊙ [i < j]"), forward::toString);
    assertTrue(forward.get(forward.size() - 1).contains("Σ(|cos¹|)"), forward::toString);
  }

  @Test
  void whatIsUsedTwiceGetsASumOfTwoWays() {
    Trainer trainer =
        Steps.dag(
            MeanSquaredError.of(),
            Sgd.of(0.1),
            Dataset.of(numbers(4, 2), numbers(4, 3)),
            List.of(
                new Network.Node("left", Dense.of(3, Relu.of()), List.of("input"), true),
                new Network.Node("right", Dense.of(3, Relu.of()), List.of("left"), true),
                new Network.Node("both", new Add(), List.of("left", "right"), true)));
    assertTrue(
        equations(trainer, 1, Pass.BACKWARD).contains("∂C/∂a¹ = ∂C/∂a³ + δ² θ²ᵀ"),
        () -> equations(trainer, 1, Pass.BACKWARD).toString());
    Line line =
        new Equations(trainer.network(), trainer.graph(1))
            .sections().stream()
                .filter(section -> section.pass() == Pass.BACKWARD)
                .flatMap(section -> section.lines().stream())
                .filter(each -> each.name().equals(new Name("a", "1", "", true)))
                .findFirst()
                .orElseThrow();
    assertEquals(
        List.of("both: ∂C/∂a³", "right: δ² θ²ᵀ"),
        line.ways().stream()
            .map(way -> way.path() + ": " + TermText.NAMES.of(way.contribution()))
            .toList());
  }

  @Test
  void aNetworkMayBeDeeperThanTheStack() {
    Layer[] layers = Collections.nCopies(1200, Dense.of(1, Relu.of())).toArray(Layer[]::new);
    Trainer trainer = Steps.chain(MeanSquaredError.of(), Sgd.of(0.1), DATA, layers);
    assertEquals("a¹²⁰⁰ = relu(z¹²⁰⁰)", equations(trainer, 1, Pass.FORWARD).get(2399));
  }
}
