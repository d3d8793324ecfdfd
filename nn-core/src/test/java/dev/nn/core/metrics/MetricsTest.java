package dev.nn.core.metrics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.ShapeException;
import dev.nn.api.tensor.Tensor;
import dev.nn.api.train.Metric;
import dev.nn.core.GoldenCases;
import dev.nn.core.Records;
import dev.nn.core.metrics.FBetaScore.Average;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class MetricsTest {
  private static final Records RECORDS = new Records();

  /** Keys without default, by the beginning of the metrics' names. */
  private static final Map<String, String> REQUIRED =
      Map.of(
          "iou", "target_class_ids",
          "one_hot_iou", "target_class_ids",
          "sensitivity_at", "specificity",
          "specificity_at", "sensitivity",
          "precision_at", "recall",
          "recall_at", "precision");

  @TestFactory
  Stream<DynamicTest> metricsGiveTheGoldenValues() {
    return supported(
        each -> {
          Metric.Accumulator accumulator = RECORDS.make(Metric.class, each.get("metric")).start();
          accumulator.update(
              GoldenCases.tensor(each.get("predictions")),
              GoldenCases.tensor(each.get("targets")),
              weights(each));
          assertGolden(each, accumulator);
        });
  }

  @TestFactory
  Stream<DynamicTest> metricsDoNotDependOnTheDivisionIntoBatches() {
    return supported(
        each -> {
          Metric.Accumulator accumulator = RECORDS.make(Metric.class, each.get("metric")).start();
          Tensor predictions = GoldenCases.tensor(each.get("predictions"));
          Tensor targets = GoldenCases.tensor(each.get("targets"));
          int examples = predictions.shape().size(0);
          for (int from = 0, size = 1; from < examples; from += size, size = 2) {
            int start = from;
            int count = Math.min(size, examples - from);
            accumulator.update(
                predictions.rows(start, count),
                targets.rows(start, count),
                weights(each).map(w -> w.rows(start, count)));
          }
          assertGolden(each, accumulator);
        });
  }

  private static Stream<DynamicTest> supported(Consumer<JsonObject> check) {
    return GoldenCases.tests(
        "metrics", each -> RECORDS.knows(Metric.class, each.get("metric")), check);
  }

  private static Optional<Tensor> weights(JsonObject each) {
    return Optional.ofNullable(each.get("sample_weight")).map(GoldenCases::tensor);
  }

  private static void assertGolden(JsonObject each, Metric.Accumulator accumulator) {
    double[] expected = GoldenCases.numbers(each.get("value"));
    assertEquals(
        Optional.empty(), GoldenCases.difference(expected, accumulator.result().toDoubles()));
    assertEquals(each.get("value").isJsonArray() ? 1 : 0, accumulator.result().shape().rank());
  }

  private static Tensor matrix(int columns, double... values) {
    return Tensor.of(Shape.of(values.length / columns, columns), values);
  }

  private static Tensor classes(int... values) {
    return Tensor.of(Shape.of(values.length), values);
  }

  private static double result(Metric metric, Tensor predictions, Tensor targets) {
    Metric.Accumulator accumulator = metric.start();
    accumulator.update(predictions, targets, Optional.empty());
    return accumulator.result().item();
  }

  @Test
  void everyScalarMetricIsNaNBeforeAnythingWasSeen() {
    RECORDS
        .types(Metric.class)
        .forEach(
            (name, type) -> {
              if (type != ConfusionMatrix.class) {
                JsonObject keys = new JsonObject();
                keys.addProperty("type", name);
                REQUIRED.entrySet().stream()
                    .filter(each -> name.startsWith(each.getKey()))
                    .forEach(each -> keys.addProperty(each.getValue(), 0));
                Metric metric = RECORDS.make(Metric.class, keys);
                assertTrue(Double.isNaN(metric.start().result().item()), name);
              }
            });
  }

  @Test
  void accuracyTakesTheFormThatTheShapesAskFor() {
    Tensor rows = matrix(3, 0.1, 0.7, 0.2, 0.8, 0.1, 0.1);
    assertEquals(0.5, result(new Accuracy(), rows, classes(1, 1)));
    assertEquals(0.5, result(new Accuracy(), rows, Tensor.of(Shape.of(2, 1), 1, 1)));
    assertEquals(0.5, result(new Accuracy(), rows, matrix(3, 0, 1, 0, 0, 1, 0)));
    assertEquals(1.0, result(new Accuracy(), matrix(1, 0.9, 0.2), matrix(1, 1, 0)));
    assertEquals(1.0, result(new Accuracy(), matrix(1, 0.9, 0.2), classes(1, 0)));
  }

  @Test
  void accuracySaysWhichFormThatIs() {
    Shape classes = Shape.of(4, 3);
    assertEquals(new SparseCategoricalAccuracy(), new Accuracy().resolve(classes, Shape.of(4)));
    assertEquals(new CategoricalAccuracy(), new Accuracy().resolve(classes, classes));
    // Whether targets are 0 and 1 no shape tells.
    assertEquals(new Accuracy(), new Accuracy().resolve(Shape.of(4, 1), Shape.of(4, 1)));
    assertEquals(new MeanSquaredError(), new MeanSquaredError().resolve(classes, classes));
  }

  @Test
  void f1AcceptsClassIndices() {
    Tensor rows = matrix(3, 0.1, 0.7, 0.2, 0.8, 0.1, 0.1, 0.2, 0.2, 0.6);
    Metric metric = F1Score.of(Average.MACRO);
    double sparse = result(metric, rows, classes(1, 0, 1));
    assertEquals(result(metric, rows, matrix(3, 0, 1, 0, 1, 0, 0, 0, 1, 0)), sparse);
    assertEquals((1 + 2.0 / 3 + 0) / 3, sparse, 1e-6);
  }

  @Test
  void f1OfASingleColumnDecidesAtOneHalf() {
    Metric metric = F1Score.of(Average.MACRO);
    double f1 = result(metric, matrix(1, 0.9, 0.2, 0.6), matrix(1, 1, 0, 0));
    assertEquals(2.0 / 3, f1, 1e-6);
  }

  @Test
  void topKWithoutThresholdCountsTheGreatestKAsPositive() {
    Metric precision = new Precision(Optional.empty(), Optional.of(2), Optional.empty());
    assertEquals(0.5, result(precision, matrix(3, 0.1, 0.2, 0.3), classes(2)));
  }

  @Test
  void theConfusionMatrixCountsTruthDownAndPredictionAcross() {
    Metric.Accumulator matrix = new ConfusionMatrix().start();
    assertEquals(Shape.of(0, 0), matrix.result().shape());
    matrix.update(matrix(3, 0.1, 0.7, 0.2, 0.8, 0.1, 0.1), classes(1, 2), Optional.empty());
    assertEquals(Shape.of(3, 3), matrix.result().shape());
    assertArrayEquals(new double[] {0, 0, 0, 0, 1, 0, 1, 0, 0}, matrix.result().toDoubles());
  }

  @Test
  void theConfusionMatrixOfASingleColumnHasTwoClasses() {
    Metric.Accumulator matrix = new ConfusionMatrix().start();
    matrix.update(matrix(1, 0.9, 0.1, 0.8), matrix(1, 1, 0, 0), Optional.empty());
    assertArrayEquals(new double[] {1, 1, 0, 1}, matrix.result().toDoubles());
  }

  @Test
  void r2KeepsItsDigitsWhenTargetsAreFarFromZero() {
    Metric r2 = R2Score.of();
    double near = result(r2, matrix(1, 1.5, 2, 2.5), matrix(1, 1, 2, 3));
    double far =
        result(r2, matrix(1, 1e9 + 1.5, 1e9 + 2, 1e9 + 2.5), matrix(1, 1e9 + 1, 1e9 + 2, 1e9 + 3));
    assertEquals(0.75, near, 1e-15);
    assertEquals(0.75, far, 1e-9);
  }

  @Test
  void aPredictionThatIsNaNIsNeverInTheTopK() {
    Metric metric = new SparseTopKCategoricalAccuracy(2);
    assertEquals(0.0, result(metric, matrix(3, Double.NaN, 1, 2), classes(0)));
  }

  @Test
  void targetsOfAnotherShapeAreRefused() {
    ShapeException e =
        assertThrows(
            ShapeException.class,
            () -> result(new MeanSquaredError(), matrix(2, 1, 2, 3, 4), matrix(1, 1, 2)));
    assertEquals(
        "targets [2, 1] do not fit predictions [2, 2]: they must have equal shapes",
        e.getMessage());
    assertThrows(
        ShapeException.class,
        () -> result(new SparseCategoricalAccuracy(), matrix(2, 1, 2), classes(0, 1)));
  }

  @Test
  void sampleWeightsMustBeOnePerExample() {
    Metric.Accumulator accumulator = new MeanSquaredError().start();
    assertThrows(
        ShapeException.class,
        () ->
            accumulator.update(
                matrix(1, 1, 2), matrix(1, 1, 2), Optional.of(Tensor.of(Shape.of(1), 1.0))));
  }
}
