package dev.nn.core.metrics;

import dev.nn.api.tensor.DataType;
import dev.nn.api.tensor.ShapeException;
import dev.nn.api.tensor.Tensor;
import dev.nn.api.train.Metric;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Mean over classes of intersection/union, the rows that are, and are predicted to be, of a class
 * over those that are either; classes that never occur do not count.
 */
final class Overlaps implements Metric.Accumulator {
  private final Optional<Integer> numClasses;
  private final Optional<List<Integer>> targetClassIds;
  private final Optional<Boolean> sparseTruth;
  private final Optional<Boolean> sparsePrediction;
  private final int axis;
  private final ClassCounts counts;

  /**
   * @param numClasses inferred from predictions with a number for each class if empty
   * @param targetClassIds classes that the mean is over; all if empty
   * @param ignoreClass true class whose rows do not count
   * @param sparseTruth whether targets are class indices; by their shape if empty
   * @param sparsePrediction whether predictions are; by their shape if empty
   * @param axis of the classes where they are not
   */
  Overlaps(
      Optional<Integer> numClasses,
      Optional<List<Integer>> targetClassIds,
      Optional<Integer> ignoreClass,
      Optional<Boolean> sparseTruth,
      Optional<Boolean> sparsePrediction,
      int axis) {
    this.numClasses = numClasses;
    this.targetClassIds = targetClassIds;
    this.sparseTruth = sparseTruth;
    this.sparsePrediction = sparsePrediction;
    this.axis = axis;
    this.counts = new ClassCounts(ignoreClass);
  }

  @Override
  public void update(Tensor predictions, Tensor targets, Optional<Tensor> sampleWeights) {
    // Equal shapes are taken for indices on both sides, as in Keras.
    boolean equal = predictions.shape().equals(targets.shape());
    boolean indices = sparsePrediction.orElse(equal);
    boolean truths = sparseTruth.orElse(indices || !equal);
    if (counts.classes() == 0) {
      counts.resize(classes(predictions, indices));
    }
    int[] predicted = indices ? indices("predictions", predictions) : greatest(predictions);
    int[] truth = truths ? indices("targets", targets) : greatest(targets);
    if (predicted.length != truth.length) {
      throw new ShapeException(
          "targets "
              + targets.shape()
              + " do not fit predictions "
              + predictions.shape()
              + ": "
              + truth.length
              + " classes and "
              + predicted.length);
    }
    int perWeight = sampleWeights.map(each -> truth.length / Math.max(1, each.size())).orElse(1);
    if (sampleWeights.isPresent() && sampleWeights.get().size() * perWeight != truth.length) {
      throw new ShapeException(
          "sample weights "
              + sampleWeights.get().shape()
              + " do not fit "
              + truth.length
              + " rows");
    }
    for (int i = 0; i < truth.length; i++) {
      double weight = sampleWeights.isPresent() ? sampleWeights.get().get(i / perWeight) : 1;
      if (weight != 0) {
        counts.add(truth[i], predicted[i], weight);
      }
    }
  }

  private int classes(Tensor predictions, boolean indices) {
    if (numClasses.isEmpty() && indices) {
      throw new ShapeException(
          "num_classes is needed where predictions "
              + predictions.shape()
              + " are class indices (a number for each class: sparse_y_pred: false)");
    }
    return numClasses.orElseGet(() -> predictions.shape().size(axis));
  }

  private static int[] indices(String what, Tensor tensor) {
    int[] indices = new int[tensor.size()];
    for (int i = 0; i < indices.length; i++) {
      double value = tensor.get(i);
      indices[i] = (int) value;
      if (value != indices[i]) {
        throw new IllegalArgumentException(
            what
                + " have "
                + value
                + ", which is no class index; for a number for each class, use"
                + " one_hot_iou or one_hot_mean_iou");
      }
    }
    return indices;
  }

  private int[] greatest(Tensor tensor) {
    int size = tensor.shape().size(axis);
    int stride = 1;
    for (int i = tensor.shape().axis(axis) + 1; i < tensor.shape().rank(); i++) {
      stride *= tensor.shape().size(i);
    }
    int[] greatest = new int[tensor.size() / size];
    for (int i = 0; i < greatest.length; i++) {
      int first = i / stride * stride * size + i % stride;
      for (int k = 1; k < size; k++) {
        if (tensor.get(first + k * stride) > tensor.get(first + greatest[i] * stride)) {
          greatest[i] = k;
        }
      }
    }
    return greatest;
  }

  @Override
  public Tensor result() {
    if (counts.classes() == 0) {
      return Tensor.scalar(DataType.FLOAT64, Double.NaN);
    }
    double[] shares =
        targetClassIds
            .map(ids -> ids.stream().mapToInt(Integer::intValue))
            .orElseGet(() -> IntStream.range(0, counts.classes()))
            .filter(k -> k < counts.classes() && union(k) > 0)
            .mapToDouble(k -> counts.at(k, k) / union(k))
            .toArray();
    return Tensor.scalar(DataType.FLOAT64, shares.length == 0 ? 0 : Accumulators.mean(shares));
  }

  private double union(int k) {
    return counts.truth(k) + counts.predicted(k) - counts.at(k, k);
  }
}
