package dev.nn.testkit.standard;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nn.api.backend.Backend;
import dev.nn.api.graph.GraphBuilder;
import dev.nn.api.graph.Value;
import dev.nn.api.layer.Constraint;
import dev.nn.api.layer.Layer;
import dev.nn.api.layer.Regularizer;
import dev.nn.api.op.Input;
import dev.nn.api.tensor.DataType;
import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.Tensor;
import dev.nn.api.train.Metric;
import dev.nn.api.train.Schedule;
import dev.nn.core.StandardPlugin;
import dev.nn.core.callbacks.MonitorMode;
import dev.nn.reference.ReferenceBackend;
import dev.nn.testkit.Program;
import dev.nn.testkit.gradient.GradientCheck;
import dev.nn.testkit.spec.Binder;
import dev.nn.testkit.spec.Catalogue;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Regularizers, schedules and metrics; what they compute in detail is in the golden cases. */
class StandardHostSideTest {
  private static final Binder BINDER = new Binder(Catalogue.of(new StandardPlugin()));

  static final List<String> REGULARIZERS =
      List.of(
          "{type: l1, l1: 0.1}",
          "{type: l2, l2: 0.1}",
          "{type: l1_l2, l1: 0.1, l2: 0.2}",
          "{type: orthogonal, factor: 0.1}",
          "{type: orthogonal, factor: 0.1, mode: columns}");

  static final List<String> CONSTRAINTS =
      List.of(
          "max_norm",
          "{type: max_norm, max_value: 0.5, axis: [0, 1]}",
          "{type: min_max_norm, min_value: 2, max_value: 3, axis: 1}",
          "non_neg",
          "unit_norm");

  static final List<String> SCHEDULES =
      List.of(
          "{type: constant, learning_rate: 0.1}",
          "{type: cosine_decay, initial_learning_rate: 0.1, decay_steps: 50}",
          "{type: cosine_decay_restarts, initial_learning_rate: 0.1, first_decay_steps: 10}",
          "{type: exponential_decay, initial_learning_rate: 0.1, decay_steps: 10, decay_rate: 0.9}",
          "{type: inverse_time_decay, initial_learning_rate: 0.1, decay_steps: 10,"
              + " decay_rate: 0.5}",
          "{type: map, values: {0: 0.1, 20: 0.05, 40: 0.02}}",
          "{type: piecewise_constant_decay, boundaries: [10, 50], values: [0.1, 0.01, 0.001]}",
          "{type: polynomial_decay, initial_learning_rate: 0.1, decay_steps: 50}",
          "{type: step_decay, initial_learning_rate: 0.1, decay_steps: 10}");

  /** With their greatest rate 0.1 somewhere on the way. */
  static final List<String> RISING_SCHEDULES =
      List.of(
          "{type: cyclical, initial_learning_rate: 0.01, max_learning_rate: 0.1, cycle_steps: 40}",
          "{type: one_cycle, max_learning_rate: 0.1, total_steps: 110, pct_start: 0.1}",
          "{type: sigmoid_decay, initial_learning_rate: 0.1, gamma: 1, step_size: 100}",
          "{type: warmup, schedule: {type: cosine_decay, initial_learning_rate: 0.1,"
              + " decay_steps: 50}, warmup_steps: 10}");

  /** What a metric says of perfect predictions. */
  static final Map<String, Double> METRICS = new TreeMap<>();

  static {
    for (String accuracy :
        List.of(
            "accuracy",
            "auc",
            "{type: auc, curve: pr}",
            "{type: auc, exact: true}",
            "{type: auc, multi_label: true, label_weights: [1.0, 2.0, 3.0]}",
            "binary_accuracy",
            "binary_iou",
            "categorical_accuracy",
            "classification_report",
            "cohens_kappa",
            "concordance_correlation",
            "cosine_similarity",
            "explained_variance",
            "f1_score",
            "fbeta_score",
            "{type: iou, num_classes: 3, target_class_ids: [0, 1]}",
            "matthews_correlation",
            "{type: mean_iou, num_classes: 3, sparse_y_true: false, sparse_y_pred: false}",
            "{type: one_hot_iou, target_class_ids: [2]}",
            "one_hot_mean_iou",
            "pearson_correlation",
            "perplexity",
            "precision",
            "{type: precision_at_recall, recall: 0.5}",
            "r2_score",
            "recall",
            "{type: recall_at_precision, precision: 0.5}",
            "{type: sensitivity_at_specificity, specificity: 0.5}",
            "sparse_categorical_accuracy",
            "{type: sparse_top_k_categorical_accuracy, k: 2}",
            "{type: specificity_at_sensitivity, sensitivity: 0.5}",
            "{type: top_k_categorical_accuracy, k: 2}")) {
      METRICS.put(accuracy, 1.0);
    }
    for (String error :
        List.of(
            "binary_crossentropy",
            "categorical_crossentropy",
            "categorical_hinge",
            "false_negatives",
            "false_positives",
            "kl_divergence",
            "log_cosh",
            "log_loss",
            "mean_absolute_error",
            "mean_absolute_percentage_error",
            "mean_squared_error",
            "mean_squared_logarithmic_error",
            "root_mean_squared_error",
            "sparse_categorical_crossentropy")) {
      METRICS.put(error, 0.0);
    }
    METRICS.put("true_positives", 3.0);
    METRICS.put("true_negatives", 6.0);
    METRICS.put("poisson", 1.0 / 3); // a = t = 1 in one column of three.
    METRICS.put("hinge", 2.0 / 3); // a = 0 has no margin.
    METRICS.put("squared_hinge", 2.0 / 3);
    METRICS.put("confusion_matrix", Double.NaN); // Several numbers; see the test.
  }

  @TestFactory
  Stream<DynamicTest> gradientsOfRegularizersAreThoseOfCentralDifferences() {
    Tensor theta = Tensor.of(Shape.of(2, 3), 1, -2, 0.5, -0.25, 3, -1);
    return REGULARIZERS.stream()
        .map(
            config ->
                DynamicTest.dynamicTest(
                    config,
                    () -> {
                      Regularizer regularizer = BINDER.make(Regularizer.class, config);
                      Layer layer =
                          (scope, x) -> {
                            Value penalty = regularizer.penalty(x);
                            assertEquals(Shape.SCALAR, penalty.shape());
                            return penalty.reshape(1);
                          };
                      GradientCheck.DEFAULT.of(layer, theta).assertWithin(GradientCheck.TOLERANCE);
                    }));
  }

  @TestFactory
  Stream<DynamicTest> whatSatisfiesAConstraintStaysAsItIs() {
    Tensor theta = Tensor.of(Shape.of(2, 3), 1, -2, 0.5, -0.25, 3, -1);
    return CONSTRAINTS.stream()
        .map(
            config ->
                DynamicTest.dynamicTest(
                    config,
                    () -> {
                      Constraint constraint = BINDER.make(Constraint.class, config);
                      Tensor once = project(constraint, theta);
                      Tensor twice = project(constraint, once);
                      assertEquals(theta.shape(), once.shape());
                      assertFalse(Arrays.equals(theta.toDoubles(), once.toDoubles()));
                      // Keras keeps divisors from 0 by adding 10⁻⁷.
                      assertArrayEquals(once.toDoubles(), twice.toDoubles(), 1e-6);
                    }));
  }

  private static Tensor project(Constraint constraint, Tensor theta) {
    GraphBuilder builder = new GraphBuilder();
    builder.output("y", constraint.apply(builder.emit(new Input("x", theta.type()))));
    try (Backend backend = new ReferenceBackend();
        Program program = Program.compile(builder.build(), List.of(), backend)) {
      program.write("x", theta);
      program.run();
      return program.output("y");
    }
  }

  @TestFactory
  Stream<DynamicTest> ratesAreNumbersFromZeroToTheFirst() {
    return SCHEDULES.stream()
        .map(
            config ->
                DynamicTest.dynamicTest(
                    config,
                    () -> {
                      Schedule schedule = BINDER.make(Schedule.class, config);
                      assertEquals(0.1, schedule.at(0), 1e-12);
                      for (long step = 0; step < 200; step++) {
                        double rate = schedule.at(step);
                        assertTrue(rate >= 0 && rate <= 0.1 + 1e-12, "at " + step + ": " + rate);
                      }
                    }));
  }

  @TestFactory
  Stream<DynamicTest> ratesThatRiseReachTheirGreatestAndNoMore() {
    return RISING_SCHEDULES.stream()
        .map(
            config ->
                DynamicTest.dynamicTest(
                    config,
                    () -> {
                      Schedule schedule = BINDER.make(Schedule.class, config);
                      double[] rates = LongStream.range(0, 200).mapToDouble(schedule::at).toArray();
                      assertEquals(0.1, Arrays.stream(rates).max().orElseThrow(), 1e-12);
                      assertTrue(Arrays.stream(rates).allMatch(rate -> rate >= 0));
                    }));
  }

  /** Where only names are known, as in old runs, these say the same as the metrics. */
  @TestFactory
  Stream<DynamicTest> namesOfMetricsTellWhichWayIsBetter() {
    return METRICS.keySet().stream()
        .filter(name -> !name.equals("confusion_matrix") && !name.equals("classification_report"))
        .map(
            name ->
                DynamicTest.dynamicTest(
                    name,
                    () -> {
                      boolean greater = BINDER.make(Metric.class, name).greaterIsBetter();
                      assertEquals(
                          Optional.of(greater ? MonitorMode.MAX : MonitorMode.MIN),
                          MonitorMode.AUTO.of("val_" + name));
                    }));
  }

  @TestFactory
  Stream<DynamicTest> metricsKnowPerfectPredictions() {
    return METRICS.entrySet().stream()
        .map(
            test ->
                DynamicTest.dynamicTest(
                    test.getKey(), () -> checkPerfect(test.getKey(), test.getValue())));
  }

  /** Any number of batches, of any size, and masked rows in between: always the same result. */
  @TestFactory
  Stream<DynamicTest> metricsDoNotDependOnTheDivisionIntoBatches() {
    return METRICS.keySet().stream()
        .map(config -> DynamicTest.dynamicTest(config, () -> checkDivision(config)));
  }

  private static void checkDivision(String config) {
    SplittableRandom random = new SplittableRandom(5);
    int examples = 40;
    int time = 2;
    boolean indices = config.contains("sparse_cat") || config.contains("sparse_top");
    boolean whole = config.startsWith("{type: iou");
    double[] a = new double[examples * time * 3];
    double[] t = new double[whole || !indices ? a.length : examples * time];
    double[] w = new double[examples * time];
    for (int row = 0; row < w.length; row++) {
      w[row] = random.nextInt(4) == 0 ? 0 : random.nextInt(1, 4);
      for (int i = 0; i < 3; i++) {
        a[3 * row + i] = whole ? random.nextInt(3) : (1 + random.nextInt(20)) / 21.0;
      }
      int truth = random.nextInt(3);
      if (indices) {
        t[row] = truth;
      } else {
        t[3 * row + truth] = 1;
      }
    }
    Metric metric = BINDER.make(Metric.class, config);
    Tensor predictions = Tensor.of(Shape.of(examples, time, 3), a);
    Tensor targets = Tensor.of(indices ? Shape.of(examples, time) : Shape.of(examples, time, 3), t);
    Tensor weights = Tensor.of(Shape.of(examples, time), w);
    if (whole) { // One weight for each number.
      predictions = predictions.reshape(Shape.of(examples, time * 3));
      targets = targets.reshape(Shape.of(examples, time * 3));
    }
    Metric.Accumulator once = metric.start();
    once.update(predictions, targets, Optional.of(weights));
    for (int division = 0; division < 5; division++) {
      Metric.Accumulator often = metric.start();
      for (int from = 0, size; from < examples; from += size) {
        size = Math.min(random.nextInt(1, 15), examples - from);
        often.update(
            predictions.rows(from, size),
            targets.rows(from, size),
            Optional.of(weights.rows(from, size)));
      }
      double[] expected = once.result().toDoubles();
      double[] actual = often.result().toDoubles();
      assertArrayEquals(expected, actual, 1e-12);
      assertTrue(Arrays.stream(actual).allMatch(Double::isFinite), config);
      assertEquals(once.summary().isPresent(), often.summary().isPresent());
    }
  }

  private static void checkPerfect(String config, double expected) {
    Metric.Accumulator metric = BINDER.make(Metric.class, config).start();
    Tensor rows = Tensor.of(Shape.of(3, 3), 0.0, 1, 0, 1, 0, 0, 0, 0, 1);
    boolean indices =
        config.contains("sparse_cat")
            || config.contains("sparse_top")
            || config.contains("confusion");
    Tensor classes = Tensor.of(Shape.of(3), 1.0, 0, 2).cast(DataType.INT32);
    metric.update(rows, indices ? classes : rows, Optional.empty());
    Tensor result = metric.result();
    if (config.equals("confusion_matrix")) {
      for (int i = 0; i < 9; i++) {
        assertEquals(i % 4 == 0 ? 1 : 0, result.get(i), "entry " + i);
      }
      return;
    }
    for (double each : result.toDoubles()) {
      // Keras keeps divisors from 0 by adding 10⁻⁷.
      assertEquals(expected, each, 1e-6);
    }
  }
}
