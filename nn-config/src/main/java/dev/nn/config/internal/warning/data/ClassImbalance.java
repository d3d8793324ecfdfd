package dev.nn.config.internal.warning.data;

import dev.nn.api.data.DataRequest.TargetKind;
import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.Tensor;
import dev.nn.api.train.Loss;
import dev.nn.api.train.Metric;
import dev.nn.config.internal.check.ClassCounts;
import dev.nn.config.internal.check.DataCheck;
import dev.nn.config.internal.check.Figures;
import dev.nn.config.internal.check.Prepared;
import dev.nn.config.problem.Code;
import dev.nn.config.problem.Problem;
import dev.nn.core.losses.BinaryFocalCrossentropy;
import dev.nn.core.losses.CategoricalFocalCrossentropy;
import dev.nn.core.losses.Dice;
import dev.nn.core.losses.Tversky;
import dev.nn.core.metrics.Accuracy;
import dev.nn.core.metrics.BinaryAccuracy;
import dev.nn.core.metrics.BinaryCrossentropy;
import dev.nn.core.metrics.CategoricalAccuracy;
import dev.nn.core.metrics.CategoricalCrossentropy;
import dev.nn.core.metrics.LogLoss;
import dev.nn.core.metrics.SparseCategoricalAccuracy;
import dev.nn.core.metrics.SparseCategoricalCrossentropy;
import dev.nn.core.metrics.SparseTopKCategoricalAccuracy;
import dev.nn.core.metrics.TopKCategoricalAccuracy;
import dev.nn.core.train.Objective;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * Classes of very different frequency with nothing that heeds it: no weights, no loss made for it,
 * and no metric that would show that the rare class is never found.
 */
public final class ClassImbalance implements DataCheck {
  /** How many times as frequent the most frequent class is as the rarest. */
  private static final double MUCH = 5;

  /** Of so few examples, frequencies say little. */
  private static final int FEW = 50;

  /** In the mean over all examples, a rare class hardly shows. */
  private static final Set<Class<?>> BLIND =
      Set.of(
          Accuracy.class,
          BinaryAccuracy.class,
          CategoricalAccuracy.class,
          SparseCategoricalAccuracy.class,
          TopKCategoricalAccuracy.class,
          SparseTopKCategoricalAccuracy.class,
          BinaryCrossentropy.class,
          CategoricalCrossentropy.class,
          SparseCategoricalCrossentropy.class,
          LogLoss.class);

  private static final Set<Class<?>> FOR_RARE_CLASSES =
      Set.of(
          BinaryFocalCrossentropy.class,
          CategoricalFocalCrossentropy.class,
          Dice.class,
          Tversky.class);

  @Override
  public void check(Prepared prepared, Consumer<Problem> found) {
    boolean weighed =
        prepared.data().train().sampleWeights().isPresent()
            || prepared.setup().spec().classWeight().isPresent();
    for (Objective objective : prepared.objectives()) {
      if (!weighed && !heeds(objective)) {
        check(prepared, objective, found);
      }
    }
  }

  private static boolean heeds(Objective objective) {
    Shape column = Shape.of(2, 1); // What a metric reads does not depend on how many examples.
    return FOR_RARE_CLASSES.contains(objective.loss().getClass())
        || objective.metrics().values().stream()
            .anyMatch(
                metric ->
                    metric.reads(column) != Metric.Reads.NUMBERS
                        && !BLIND.contains(metric.getClass()));
  }

  private static void check(Prepared prepared, Objective objective, Consumer<Problem> found) {
    Tensor target = prepared.data().train().targets().get(objective.target());
    Loss loss = objective.loss();
    int examples = prepared.data().train().size();
    int width = loss.targetKind() == TargetKind.ONE_HOT ? target.shape().size(-1) : 1;
    // Pixels and letters are another matter: there, some classes are always rare.
    if (loss.targetKind() == TargetKind.VALUE
        || target.size() != examples * width
        || examples < FEW) {
      return;
    }
    List<String> names = prepared.data().classNames(objective.target());
    int classes = Math.max(2, Math.max(width, names.size()));
    double[] counts = ClassCounts.of(loss.targetKind(), target, classes);
    int[] present = IntStream.range(0, classes).filter(k -> counts[k] > 0).toArray();
    int rare = IntStream.of(present).reduce((a, b) -> counts[b] < counts[a] ? b : a).orElse(0);
    int most = IntStream.of(present).reduce((a, b) -> counts[b] > counts[a] ? b : a).orElse(0);
    if (counts[most] >= MUCH * counts[rare]) {
      found.accept(
          Problem.at(
                  Code.CLASS_IMBALANCE,
                  prepared
                      .setup()
                      .place("data.targets." + objective.target(), "data.target", "data"),
                  "class '%s' has %s, and class '%s' only %,d: always saying '%s' is right in %s %%"
                      .formatted(
                          name(names, most),
                          Figures.count((long) counts[most], "training example"),
                          name(names, rare),
                          (long) counts[rare],
                          name(names, most),
                          Figures.of(100 * counts[most] / examples)))
              .helping(
                  "set 'train: {class_weight: balanced}', or watch the rare class: metrics such as"
                      + " precision, recall, f1_score"));
    }
  }

  private static String name(List<String> names, int k) {
    return names.isEmpty() ? Integer.toString(k) : names.get(k);
  }
}
