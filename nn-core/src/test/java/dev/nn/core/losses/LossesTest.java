package dev.nn.core.losses;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nn.api.graph.GraphBuilder;
import dev.nn.api.graph.Value;
import dev.nn.api.op.Input;
import dev.nn.api.tensor.DataType;
import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.ShapeException;
import dev.nn.api.tensor.Tensor;
import dev.nn.api.tensor.TensorType;
import dev.nn.api.train.Loss;
import dev.nn.api.train.LossReduction;
import dev.nn.core.Formulas;
import dev.nn.core.activations.Softmax;
import dev.nn.core.train.Costs;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class LossesTest {
  private static final LossReduction MEAN = LossReduction.SUM_OVER_BATCH_SIZE;
  private static final Optional<Boolean> UNSTATED = Optional.empty();
  // The first row is far outside of what probabilities in float64 can tell from 0 and 1.
  private static final Tensor LOGITS = Tensor.of(Shape.of(2, 3), 900.0, -900, 0, 0.5, -1, 2);

  private static Tensor column(double... values) {
    return Tensor.of(Shape.of(values.length, 1), values);
  }

  private static Formulas.Result run(
      Loss loss, Tensor prediction, UnaryOperator<Value> last, Tensor target) {
    return Formulas.of(prediction, z -> loss.apply(last.apply(z), z.builder().constant(target)));
  }

  private static Value input(int... sizes) {
    return new GraphBuilder()
        .emit(new Input("x", new TensorType(DataType.FLOAT32, Shape.of(sizes))));
  }

  private static void assertSame(Formulas.Result expected, Formulas.Result actual) {
    assertEquals(expected.value(), actual.value());
    assertEquals(expected.gradient(), actual.gradient());
  }

  @Test
  void aSoftmaxIsSeenThrough() {
    Tensor classes = Tensor.of(Shape.of(2), 1, 2);
    Formulas.Result stable =
        run(
            new SparseCategoricalCrossentropy(Optional.of(true), Optional.empty(), -1, MEAN),
            LOGITS,
            z -> z,
            classes);
    assertEquals(1800, stable.value().get(0));
    for (Optional<Boolean> stated : List.of(UNSTATED, Optional.of(false))) {
      Loss loss = new SparseCategoricalCrossentropy(stated, Optional.empty(), -1, MEAN);
      assertSame(stable, run(loss, LOGITS, Value::softmax, classes));
    }
    assertSame(stable, run(SparseCategoricalCrossentropy.of(), LOGITS, z -> z, classes));
  }

  @Test
  void aSoftmaxIsSeenThroughForOneHotTargetsToo() {
    Tensor truth = Tensor.of(Shape.of(2, 3), 0.0, 1, 0, 0, 0, 1);
    Formulas.Result stable =
        run(new CategoricalCrossentropy(Optional.of(true), 0, -1, MEAN), LOGITS, z -> z, truth);
    assertEquals(1800, stable.value().get(0));
    assertSame(stable, run(CategoricalCrossentropy.of(), LOGITS, Value::softmax, truth));
    assertSame(
        stable,
        run(
            new CategoricalCrossentropy(Optional.of(false), 0, -1, MEAN),
            LOGITS,
            Value::softmax,
            truth));
  }

  @Test
  void aSigmoidIsSeenThrough() {
    Tensor truth = Tensor.of(Shape.of(2, 3), 0.0, 1, 0, 0, 0, 1);
    Formulas.Result stable =
        run(new BinaryCrossentropy(Optional.of(true), 0, -1, MEAN), LOGITS, z -> z, truth);
    assertEquals((900 + 900 + Math.log(2)) / 3, stable.value().get(0), 1e-12);
    assertSame(stable, run(BinaryCrossentropy.of(), LOGITS, Value::sigmoid, truth));
  }

  @Test
  void whatIsStatedToBeLogitsIsTakenForLogitsEvenAfterASoftmax() {
    Tensor classes = Tensor.of(Shape.of(2), 0, 2);
    Loss loss = new SparseCategoricalCrossentropy(Optional.of(true), Optional.empty(), -1, MEAN);
    double cost = run(loss, LOGITS, Value::softmax, classes).value().get(0);
    assertEquals(-1 + Math.log(Math.E + 2), cost, 1e-12);
  }

  @Test
  void whatIsStatedToBeProbabilitiesIsClippedAsInKeras() {
    Tensor certain = Tensor.of(Shape.of(1, 2), 0.0, 1);
    Loss loss = new SparseCategoricalCrossentropy(Optional.of(false), Optional.empty(), -1, MEAN);
    Formulas.Result result = run(loss, certain, z -> z, Tensor.of(Shape.of(1), 0));
    assertEquals(-Math.log(1e-7), result.value().item(), 1e-12);
    assertArrayEquals(new double[] {0, 0}, result.gradient().toDoubles());
  }

  @Test
  void lossesSayWhetherTheyReadLogits() {
    Value z = input(4, 3);
    assertTrue(SparseCategoricalCrossentropy.of().readsLogits(z));
    assertFalse(SparseCategoricalCrossentropy.of().readsLogits(z.softmax()));
    assertTrue(SparseCategoricalCrossentropy.of().readsLogits(z.sigmoid()));
    assertTrue(BinaryCrossentropy.of().readsLogits(z));
    assertFalse(BinaryCrossentropy.of().readsLogits(z.sigmoid()));
    Loss stated = new CategoricalCrossentropy(Optional.of(false), 0, -1, MEAN);
    assertFalse(stated.readsLogits(z));
    assertFalse(MeanSquaredError.of().readsLogits(z));
  }

  @Test
  void aTargetWithoutItsLastAxisFitsAColumn() {
    Tensor a = column(1, 2, 3);
    Tensor flat = Tensor.of(Shape.of(3), 0.0, 0, 0);
    assertSame(
        run(MeanSquaredError.of(), a, z -> z, column(0, 0, 0)),
        run(MeanSquaredError.of(), a, z -> z, flat));
    assertEquals(Shape.of(3), run(MeanSquaredError.of(), flat, z -> z, flat).value().shape());
  }

  @Test
  void wholeNumberTargetsAreTakenForNumbers() {
    double[] cost =
        run(MeanSquaredError.of(), column(1, 2), z -> z, Tensor.of(Shape.of(2, 1), 0, 4))
            .value()
            .toDoubles();
    assertArrayEquals(new double[] {1, 4}, cost);
  }

  @Test
  void nothingIsBroadcast() {
    ShapeException e =
        assertThrows(
            ShapeException.class,
            () ->
                run(
                    MeanSquaredError.of(),
                    column(1, 2, 3),
                    z -> z,
                    Tensor.of(Shape.of(1, 3), 0.0, 0, 0)));
    assertEquals(
        "target [1, 3] does not fit prediction [3, 1]: they must have equal shapes",
        e.getMessage());
  }

  @Test
  void classIndicesForAOneHotLossAreRefusedWithTheWayOut() {
    Value prediction = input(4, 3);
    Value target =
        prediction.builder().emit(new Input("t", new TensorType(DataType.INT32, Shape.of(4))));
    ShapeException e =
        assertThrows(
            ShapeException.class, () -> CategoricalCrossentropy.of().apply(prediction, target));
    assertTrue(e.getMessage().contains("use sparse_categorical_crossentropy"), e.getMessage());
  }

  @Test
  void oneHotRowsForASparseLossAreRefused() {
    Value prediction = input(4, 3);
    assertThrows(
        ShapeException.class,
        () -> SparseCategoricalCrossentropy.of().apply(prediction, prediction));
  }

  @Test
  void cosineSimilarityOfNothingHasAFiniteSlope() {
    Loss loss = new CosineSimilarity(-1, MEAN);
    Tensor zero = Tensor.of(Shape.of(1, 2), 0.0, 0);
    Formulas.Result result = run(loss, zero, z -> z, Tensor.of(Shape.of(1, 2), 3.0, 4));
    assertEquals(0, result.value().item(), 0);
    assertArrayEquals(new double[] {-0.6e7, -0.8e7}, result.gradient().toDoubles(), 1e-3);
  }

  private static final Loss IGNORING =
      new SparseCategoricalCrossentropy(UNSTATED, Optional.of(-1), -1, MEAN);

  private static Formulas.Result cost(
      Loss loss, Tensor prediction, Tensor target, Optional<Tensor> weights) {
    return Formulas.of(
        prediction,
        z ->
            Costs.of(
                loss, z, z.builder().constant(target), weights.map(w -> z.builder().constant(w))));
  }

  @Test
  void anIgnoredClassNeitherCostsNorCounts() {
    Tensor logits = Tensor.of(Shape.of(3, 2), 0.0, 0, 7, -7, 0, 1);
    Formulas.Result result =
        cost(IGNORING, logits, Tensor.of(Shape.of(3), 0, -1, 1), Optional.empty());
    double expected = (Math.log(2) + Math.log1p(Math.exp(-1))) / 2;
    assertEquals(expected, result.value().item(), 1e-12);
    assertEquals(0, result.gradient().get(2), 0.0);
    assertEquals(0, result.gradient().get(3), 0.0);
    assertEquals(-0.25, result.gradient().get(0), 1e-12);
  }

  @Test
  void whereNothingCountsTheCostIsZero() {
    Tensor logits = Tensor.of(Shape.of(2, 2), 1.0, 2, 3, 4);
    Formulas.Result result =
        cost(IGNORING, logits, Tensor.of(Shape.of(2), -1, -1), Optional.empty());
    assertEquals(0, result.value().item());
    assertEquals(0, result.gradient().toDoubles()[0], 0.0);
    assertEquals(0, result.gradient().toDoubles()[3], 0.0);
  }

  @Test
  void stepsOfSequencesCanBeWeightedOneByOne() {
    Tensor logits = Tensor.of(Shape.of(1, 2, 2), 0.0, 0, 0, 1);
    Tensor classes = Tensor.of(Shape.of(1, 2), 1, 0);
    Tensor weights = Tensor.of(Shape.of(1, 2), 3.0, 0.5);
    double expected = (3 * Math.log(2) + 0.5 * Math.log1p(Math.exp(1))) / 2;
    Loss loss = SparseCategoricalCrossentropy.of();
    assertEquals(expected, cost(loss, logits, classes, Optional.of(weights)).value().item(), 1e-12);
  }

  @Test
  void classesMayLieAlongTheChannels() {
    Tensor image = Tensor.of(Shape.of(1, 2, 1, 3), 0.0, 1, 2, 2, 1, 0);
    Tensor classes = Tensor.of(Shape.of(1, 1, 3), 0, 1, 1);
    Loss loss = new SparseCategoricalCrossentropy(UNSTATED, Optional.empty(), 1, MEAN);
    Formulas.Result direct = run(loss, image, z -> z, classes);
    assertEquals(Shape.of(1, 1, 3), direct.value().shape());
    assertArrayEquals(
        new double[] {Math.log1p(Math.exp(2)), Math.log(2), Math.log1p(Math.exp(2))},
        direct.value().toDoubles(),
        1e-12);
    Softmax alongChannels = new Softmax(1);
    assertFalse(loss.readsLogits(alongChannels.apply(input(1, 2, 1, 3))));
    assertTrue(loss.readsLogits(input(1, 2, 1, 3).softmax()));
    assertSame(direct, run(loss, image, alongChannels::apply, classes));
    Tensor oneHot = Tensor.of(Shape.of(1, 2, 1, 3), 1.0, 0, 0, 0, 1, 1);
    Loss dense = new CategoricalCrossentropy(UNSTATED, 0, 1, MEAN);
    assertArrayEquals(
        direct.value().toDoubles(),
        run(dense, image, alongChannels::apply, oneHot).value().toDoubles(),
        1e-12);
  }

  @Test
  void theBatchIsNoAxisOfClasses() {
    Loss loss = new CategoricalCrossentropy(UNSTATED, 0, 0, MEAN);
    assertThrows(ShapeException.class, () -> loss.apply(input(2, 2), input(2, 2)));
  }

  @Test
  void aFocalLossWithoutFocusIsTheCrossentropy() {
    Tensor truth = Tensor.of(Shape.of(2, 3), 0.0, 1, 0, 0, 0, 1);
    Tensor a = Tensor.of(Shape.of(2, 3), 0.2, 0.5, 0.3, 0.1, 0.6, 0.3);
    Optional<Boolean> probabilities = Optional.of(false);
    assertSame(
        run(new BinaryCrossentropy(probabilities, 0, -1, MEAN), a, z -> z, truth),
        run(
            new BinaryFocalCrossentropy(false, 0.25, 0, probabilities, 0, -1, MEAN),
            a,
            z -> z,
            truth));
    Loss focal = new CategoricalFocalCrossentropy(List.of(1.0), 0, probabilities, 0, -1, MEAN);
    assertSame(
        run(new CategoricalCrossentropy(probabilities, 0, -1, MEAN), a, z -> z, truth),
        run(focal, a, z -> z, truth));
  }

  @Test
  void theGeneralizedCrossentropyLiesBetweenCrossentropyAndAbsoluteError() {
    Tensor a = Tensor.of(Shape.of(2, 3), 0.2, 0.5, 0.3, 0.09, 0.61, 0.3);
    Tensor classes = Tensor.of(Shape.of(2), 1, 0);
    Optional<Boolean> probabilities = Optional.of(false);
    assertArrayEquals(
        new double[] {(1 - Math.sqrt(0.5)) / 0.5, (1 - 0.3) / 0.5},
        run(generalized(0.5, probabilities), a, z -> z, classes).value().toDoubles(),
        1e-15);
    assertArrayEquals(
        new double[] {0.5, 0.91},
        run(generalized(1, probabilities), a, z -> z, classes).value().toDoubles(),
        1e-15);
    assertArrayEquals(
        new double[] {-Math.log(0.5), -Math.log(0.09)},
        run(generalized(1e-7, probabilities), a, z -> z, classes).value().toDoubles(),
        1e-6);
  }

  @Test
  void theGeneralizedCrossentropySeesThroughASoftmax() {
    Tensor classes = Tensor.of(Shape.of(2), 1, 2);
    Formulas.Result stable = run(generalized(0.5, Optional.of(true)), LOGITS, z -> z, classes);
    // e^−900 is not 0, and its square root's slope is finite.
    assertEquals(2, stable.value().get(0));
    assertTrue(Double.isFinite(stable.gradient().get(1)));
    for (Optional<Boolean> stated : List.of(UNSTATED, Optional.of(false))) {
      assertSame(stable, run(generalized(0.5, stated), LOGITS, Value::softmax, classes));
    }
    assertTrue(generalized(0.5, UNSTATED).readsLogits(input(2, 3)));
  }

  private static Loss generalized(double q, Optional<Boolean> fromLogits) {
    return new CategoricalGeneralizedCrossEntropy(q, fromLogits, -1, MEAN);
  }

  @Test
  void focusOnWhatIsCertainHasAFiniteSlope() {
    Loss focal = new BinaryFocalCrossentropy(false, 0.25, 2, Optional.of(true), 0, -1, MEAN);
    Formulas.Result result = run(focal, column(900, -900), z -> z, column(1, 1));
    assertEquals(0, result.value().get(0), 1e-15);
    assertTrue(Double.isFinite(result.gradient().get(0)));
    assertEquals(-Math.log(1e-7), result.value().get(1), 1e-9);
  }

  @Test
  void balancedTverskyIsDice() {
    Tensor a = Tensor.of(Shape.of(2, 3), 0.2, 0.5, 0.3, 0.1, 0.6, 0.3);
    Tensor truth = Tensor.of(Shape.of(2, 3), 0.0, 1, 0, 0, 1, 1);
    Optional<List<Integer>> each = Optional.of(List.of(1));
    assertArrayEquals(
        run(new Dice(each, MEAN), a, z -> z, truth).value().toDoubles(),
        run(new Tversky(0.5, 0.5, each, MEAN), a, z -> z, truth).value().toDoubles(),
        1e-7);
    assertEquals(
        1 - 2 * 0.5 / (1 + 1 + 1e-7),
        run(new Dice(each, MEAN), a, z -> z, truth).value().get(0),
        1e-12);
  }

  @Test
  void weightsOfExamplesNeedACostForEach() {
    Tensor a = column(0.5, 0.5);
    ShapeException e =
        assertThrows(
            ShapeException.class,
            () ->
                cost(
                    new Dice(Optional.empty(), MEAN),
                    a,
                    column(1, 0),
                    Optional.of(Tensor.of(Shape.of(2), 1.0, 2))));
    assertTrue(e.getMessage().contains("one cost for the whole batch"), e.getMessage());
  }
}
