package dev.nn.core.metrics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.ShapeException;
import dev.nn.api.tensor.Tensor;
import dev.nn.api.train.Metric;
import dev.nn.core.Records;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Values that the documentations of Keras 3 and scikit-learn give for their examples, and others
 * computed from the definitions.
 */
class MetricValuesTest {
  private static final Records RECORDS = new Records();
  private static final double DOCUMENTED = 1e-6; // They show single precision.

  private record Example(
      String metric, String predictions, String targets, String weights, double value) {}

  private static final String FIVE = "[0, 0.3, 0.8, 0.3, 0.8]";
  private static final String FIVE_TRUTH = "[0, 0, 0, 1, 1]";
  private static final String PAIRS = "[[0.6, 0.4], [0.4, 0.6]]";
  private static final String PAIRS_TRUTH = "[[0, 1], [0, 0]]";
  private static final String ROWS =
      "[[0.2, 0.3, 0.5], [0.1, 0.2, 0.7], [0.5, 0.3, 0.1], [0.1, 0.4, 0.5]]";
  private static final String ROWS_TRUTH = "[[0, 0, 1], [1, 0, 0], [0, 1, 0], [1, 0, 0]]";
  private static final String CLASSES = "[[0.05, 0.95, 0], [0.1, 0.8, 0.1]]";

  private static final List<Example> EXAMPLES = new ArrayList<>();

  private static void example(
      String metric, String predictions, String targets, String weights, double value) {
    EXAMPLES.add(new Example(metric, predictions, targets, weights, value));
  }

  static {
    example("{type: auc, num_thresholds: 3}", "[0, 0.5, 0.3, 0.9]", "[0, 0, 1, 1]", "", 0.75);
    example(
        "{type: auc, num_thresholds: 3}", "[0, 0.5, 0.3, 0.9]", "[0, 0, 1, 1]", "[1, 0, 0, 1]", 1);
    example(
        "{type: auc, num_thresholds: 3, from_logits: true}",
        "[-10, 0, -0.8472979, 2.1972246]",
        "[0, 0, 1, 1]",
        "",
        0.75);
    example("{type: auc, exact: true}", "[0.1, 0.4, 0.35, 0.8]", "[0, 0, 1, 1]", "", 0.75);
    example(
        "{type: auc, exact: true, curve: pr}",
        "[0.1, 0.4, 0.35, 0.8]",
        "[0, 0, 1, 1]",
        "",
        5.0 / 6);
    String tied = "[0.1, 0.4, 0.35, 0.8, 0.4, 0.35]";
    String tiedTruth = "[0, 0, 1, 1, 1, 0]";
    String tiedWeights = "[1, 2, 1, 0.5, 3, 1]";
    example("{type: auc, exact: true}", tied, tiedTruth, tiedWeights, 0.6944444444444444);
    example(
        "{type: auc, exact: true, curve: pr}", tied, tiedTruth, tiedWeights, 0.6686868686868687);
    example("true_positives", "[1, 0, 1, 1]", "[0, 1, 1, 1]", "", 2);
    example("true_positives", "[1, 0, 1, 1]", "[0, 1, 1, 1]", "[0, 0, 1, 0]", 1);
    example("false_positives", "[0, 0, 1, 1]", "[0, 1, 0, 0]", "", 2);
    example("true_negatives", "[1, 1, 0, 0]", "[0, 1, 0, 0]", "", 2);
    example("false_negatives", "[0, 1, 0, 0]", "[0, 1, 1, 1]", "[0, 0, 1, 0]", 1);
    String sensitivity = "{type: sensitivity_at_specificity, specificity: 0.5, num_thresholds: 3}";
    example(sensitivity, FIVE, FIVE_TRUTH, "", 0.5);
    example(sensitivity, FIVE, FIVE_TRUTH, "[1, 1, 2, 2, 1]", 1.0 / 3);
    example(
        "{type: specificity_at_sensitivity, sensitivity: 0.5, num_thresholds: 1}",
        FIVE,
        FIVE_TRUTH,
        "",
        2.0 / 3);
    example("{type: precision_at_recall, recall: 0.5}", FIVE, FIVE_TRUTH, "", 0.5);
    example(
        "{type: precision_at_recall, recall: 0.5}", FIVE, FIVE_TRUTH, "[2, 2, 2, 1, 1]", 1.0 / 3);
    String recall = "{type: recall_at_precision, precision: 0.8}";
    example(recall, "[0, 0.5, 0.3, 0.9]", "[0, 0, 1, 1]", "", 0.5);
    example(recall, "[0, 0.5, 0.3, 0.9]", "[0, 0, 1, 1]", "[1, 0, 0, 1]", 1);
    example("binary_crossentropy", PAIRS, PAIRS_TRUTH, "", 0.81492424);
    example("binary_crossentropy", PAIRS, PAIRS_TRUTH, "[1, 0]", 0.9162905);
    example("categorical_crossentropy", CLASSES, "[[0, 1, 0], [0, 0, 1]]", "", 1.1769392);
    example("categorical_crossentropy", CLASSES, "[[0, 1, 0], [0, 0, 1]]", "[0.3, 0.7]", 1.6271976);
    example("sparse_categorical_crossentropy", CLASSES, "[1, 2]", "[0.3, 0.7]", 1.6271976);
    example("kl_divergence", PAIRS, PAIRS_TRUTH, "", 0.45814306);
    example("poisson", "[[1, 1], [0, 0]]", PAIRS_TRUTH, "", 0.49999997);
    example("hinge", PAIRS, PAIRS_TRUTH, "", 1.3);
    example("hinge", PAIRS, PAIRS_TRUTH, "[1, 0]", 1.1);
    example("squared_hinge", PAIRS, PAIRS_TRUTH, "", 1.86);
    example("categorical_hinge", PAIRS, PAIRS_TRUTH, "", 1.4);
    example("categorical_hinge", PAIRS, PAIRS_TRUTH, "[1, 0]", 1.2);
    example("log_cosh", "[[1, 1], [0, 0]]", PAIRS_TRUTH, "", 0.10844523);
    example(
        "log_loss",
        "[[0.1, 0.9], [0.9, 0.1], [0.8, 0.2], [0.35, 0.65]]",
        "[1, 0, 0, 1]",
        "",
        0.21616187);
    example("log_loss", "[[0.9], [0.1]]", "[1, 1]", "", -(Math.log(0.9) + Math.log(0.1)) / 2);
    example("perplexity", "[[0.25, 0.25, 0.25, 0.25]]", "[2]", "", 4);
    example("{type: perplexity, from_logits: true}", "[[5, 5], [0, 900]]", "[0, 1]", "[1, 0]", 2);
    example("{type: mean_iou, num_classes: 2}", "[0, 1, 0, 1]", "[0, 0, 1, 1]", "", 1.0 / 3);
    String weights = "[0.3, 0.3, 0.3, 0.1]";
    example(
        "{type: mean_iou, num_classes: 2}", "[0, 1, 0, 1]", "[0, 0, 1, 1]", weights, 0.23809525);
    example(
        "{type: iou, num_classes: 2, target_class_ids: [0]}",
        "[0, 1, 0, 1]",
        "[0, 0, 1, 1]",
        weights,
        1.0 / 3);
    example(
        "{type: mean_iou, num_classes: 2, ignore_class: -1}",
        "[0, 1, 0, 1, 1]",
        "[0, 0, 1, 1, -1]",
        "",
        1.0 / 3);
    example(
        "{type: binary_iou, threshold: 0.3}", "[0.1, 0.2, 0.4, 0.7]", "[0, 1, 0, 1]", "", 1.0 / 3);
    example(
        "{type: binary_iou, threshold: 0.3}",
        "[0.1, 0.2, 0.4, 0.7]",
        "[0, 1, 0, 1]",
        "[0.2, 0.3, 0.4, 0.1]",
        0.17361112);
    example(
        "{type: one_hot_iou, num_classes: 3, target_class_ids: [0, 2]}",
        ROWS,
        ROWS_TRUTH,
        "[0.1, 0.2, 0.3, 0.4]",
        0.07142855);
    example("one_hot_mean_iou", ROWS, ROWS_TRUTH, "[0.1, 0.2, 0.3, 0.4]", 0.047619);
    String agreed = "[[1,0,0],[0,0,1],[1,0,0],[0,1,0],[1,0,0],[0,0,1],[0,1,0]]"; // 0 2 0 1 0 2 1
    example("cohens_kappa", agreed, "[0, 2, 0, 1, 2, 1, 0]", "", 0.34375);
    example("{type: cohens_kappa, weights: linear}", agreed, "[0, 2, 0, 1, 2, 1, 0]", "", 4.0 / 11);
    example(
        "{type: cohens_kappa, weights: quadratic}",
        agreed,
        "[0, 2, 0, 1, 2, 1, 0]",
        "",
        0.38235294117647056);
    example("matthews_correlation", agreed, "[0, 2, 0, 1, 2, 1, 0]", "", 0.34375);
    example("matthews_correlation", "[0.9, 0.1, 0.8, 0.7]", "[1, 1, 1, 0]", "", -1.0 / 3);
    example("explained_variance", "[2.5, 0, 2, 8]", "[3, -0.5, 2, 7]", "", 0.95717344);
    example(
        "explained_variance", "[2.5, 0, 2, 8]", "[3, -0.5, 2, 7]", "[1, 2, 0.5, 3]", 0.97330765);
    String several = "[[0, 2], [-1, 2], [8, -5]]";
    String severalTruth = "[[0.5, 1], [-1, 1], [7, -6]]";
    example("explained_variance", several, severalTruth, "", 0.98387097);
    example(
        "{type: explained_variance, class_aggregation: variance_weighted_average}",
        several,
        severalTruth,
        "",
        0.98305085);
  }

  @TestFactory
  Stream<DynamicTest> metricsGiveTheDocumentedValues() {
    return EXAMPLES.stream()
        .map(
            each ->
                DynamicTest.dynamicTest(
                    each.metric() + " " + each.weights(),
                    () -> assertEquals(each.value(), result(each).item(), DOCUMENTED)));
  }

  private static Tensor result(Example each) {
    Metric.Accumulator accumulator =
        RECORDS.make(Metric.class, JsonParser.parseString(each.metric())).start();
    Optional<Tensor> weights =
        each.weights().isEmpty() ? Optional.empty() : Optional.of(tensor(each.weights()));
    accumulator.update(tensor(each.predictions()), tensor(each.targets()), weights);
    return accumulator.result();
  }

  private static Tensor tensor(String json) {
    List<Integer> sizes = new ArrayList<>();
    List<Double> values = new ArrayList<>();
    for (JsonElement at = JsonParser.parseString(json);
        at.isJsonArray();
        at = at.getAsJsonArray().get(0)) {
      sizes.add(at.getAsJsonArray().size());
    }
    collect(JsonParser.parseString(json), values);
    return Tensor.of(Shape.of(sizes), values.stream().mapToDouble(Double::doubleValue).toArray());
  }

  private static void collect(JsonElement json, List<Double> into) {
    if (json.isJsonArray()) {
      json.getAsJsonArray().forEach(each -> collect(each, into));
    } else {
      into.add(json.getAsDouble());
    }
  }

  @Test
  void aReportHasPrecisionRecallF1AndSupportOfEachClass() {
    String predicted = "[[1,0,0],[1,0,0],[0,0,1],[0,0,1],[0,1,0]]";
    Metric report = new ClassificationReport();
    Metric.Accumulator accumulator = report.start();
    accumulator.update(tensor(predicted), tensor("[0, 1, 2, 2, 2]"), Optional.empty());
    assertEquals(List.of("precision", "recall", "f1", "support"), report.columns());
    assertEquals(Shape.of(3, 4), accumulator.result().shape());
    assertArrayEquals(
        new double[] {0.5, 1, 2.0 / 3, 1, 0, 0, 0, 1, 1, 2.0 / 3, 0.8, 3},
        accumulator.result().toDoubles(),
        1e-12);
    assertEquals((2.0 / 3 + 0 + 0.8) / 3, accumulator.summary().orElseThrow(), 1e-12);
  }

  @Test
  void aScoreForEachClassIsSummedUpByItsMean() {
    Metric.Accumulator f1 = new F1Score(Optional.empty(), Optional.empty()).start();
    f1.update(tensor("[[1, 0], [1, 0], [0, 1]]"), tensor("[0, 1, 1]"), Optional.empty());
    assertEquals(2, f1.result().size());
    assertEquals(2.0 / 3, f1.summary().orElseThrow(), 1e-6);
    Metric.Accumulator matrix = new ConfusionMatrix().start();
    matrix.update(tensor("[[1, 0]]"), tensor("[0]"), Optional.empty());
    assertTrue(matrix.summary().isEmpty());
  }

  @Test
  void classesMayLieAlongTheChannelsOfAnImage() {
    Tensor image = tensor("[[[[0.9, 0.2, 0.1]], [[0.1, 0.8, 0.9]]]]"); // [1, 2, 1, 3]
    Tensor classes = tensor("[[[0, 1, 0]]]");
    Metric.Accumulator accuracy = new Accuracy().start();
    accuracy.update(image, classes, Optional.empty());
    assertEquals(2.0 / 3, accuracy.result().item(), 1e-12);
    Metric.Accumulator iou =
        new MeanIou(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), 1)
            .start();
    iou.update(image, classes, Optional.empty());
    assertEquals(0.5, iou.result().item(), 1e-12); // Both classes 1 of 2.
  }

  @Test
  void whatDoesNotCountMayBeAnything() {
    Metric.Accumulator accumulator = new MeanSquaredError().start();
    accumulator.update(
        tensor("[[[1], [2]], [[3], [4]]]").cast(dev.nn.api.tensor.DataType.FLOAT64),
        Tensor.of(Shape.of(2, 2, 1), 0, Double.NaN, 3, Double.NaN),
        Optional.of(tensor("[[1, 0], [1, 0]]")));
    assertEquals(0.5, accumulator.result().item());
  }

  @Test
  void numbersThatAreNoClassIndicesAreRefused() {
    Metric.Accumulator iou =
        new MeanIou(Optional.of(2), Optional.empty(), Optional.empty(), Optional.empty(), -1)
            .start();
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class,
            () -> iou.update(tensor("[[0.9, 0.1]]"), tensor("[[1, 0]]"), Optional.empty()));
    assertTrue(e.getMessage().contains("one_hot_mean_iou"), e.getMessage());
    assertThrows(
        IllegalArgumentException.class,
        () -> new OneHotIou(Optional.of(2), List.of(2), Optional.empty(), false, -1));
  }

  @Test
  void weightsMustGoAlongTheLeadingAxes() {
    Tensor predictions = tensor("[[[1], [2]], [[3], [4]]]");
    Metric.Accumulator accumulator = new MeanAbsoluteError().start();
    assertThrows(
        ShapeException.class,
        () -> accumulator.update(predictions, predictions, Optional.of(tensor("[[1, 1, 1]]"))));
  }
}
