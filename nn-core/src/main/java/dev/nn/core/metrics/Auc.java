package dev.nn.core.metrics;

import dev.nn.api.spec.Default;
import dev.nn.api.spec.Doc;
import dev.nn.api.spec.Range;
import dev.nn.api.spec.Type;
import dev.nn.api.tensor.DataType;
import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.ShapeException;
import dev.nn.api.tensor.Tensor;
import dev.nn.api.train.Metric;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Area under a curve: ROC, true positive rate over false positive rate, or PR, precision over
 * recall. As in Keras, from the decisions prediction &gt; threshold at some thresholds, the first
 * below 0 and the last above 1; between them, ROC is straight, PR is interpolated by Davis and
 * Goadrich (2006). Exactly, on request, from all predictions, which are then kept: for ROC the
 * probability that a positive example is ranked above a negative one, ties counting half, for PR
 * the average precision Σ (Rₙ − Rₙ₋₁)·Pₙ. Predictions [batch, ..., n] in [0, 1] (beyond, taken for
 * the nearest, unless exact), targets 0 or 1 [batch, ..., n] or class indices; a scalar. Hanley and
 * McNeil (1982).
 *
 * @param numThresholds how many thresholds, at equal distances
 * @param curve roc or pr
 * @param summationMethod how the area between two thresholds is taken
 * @param thresholds instead, the thresholds between 0 and 1
 * @param multiLabel whether each column has an area of its own, of which the mean is taken
 * @param labelWeights weights of the columns
 * @param fromLogits whether predictions are logits
 * @param exact whether to keep all predictions and be exact
 */
@Type("auc")
@Doc("area under the ROC or precision-recall curve")
public record Auc(
    @Default("200") @Doc("number of thresholds") @Range(min = 2) int numThresholds,
    @Default("roc") @Doc("which curve") Curve curve,
    @Default("interpolation") @Doc("how the area between two thresholds is taken")
        Summation summationMethod,
    @Doc("thresholds between 0 and 1, instead of equal distances") @Range(min = 0, max = 1)
        Optional<List<Double>> thresholds,
    @Default("false") @Doc("whether columns have areas of their own, to be averaged")
        boolean multiLabel,
    @Doc("weights of the columns") @Range(min = 0) Optional<List<Double>> labelWeights,
    @Default("false") @Doc("whether predictions are logits") boolean fromLogits,
    @Default("false") @Doc("whether to keep all predictions for the exact area") boolean exact)
    implements Metric {

  /** What the area lies under. */
  public enum Curve {
    /** True positive rate over false positive rate. */
    ROC,
    /** Precision over recall. */
    PR
  }

  /** Which height a strip between two thresholds has. */
  public enum Summation {
    /** That of the curve. */
    INTERPOLATION,
    /** The lower of both ends. */
    MINORING,
    /** The higher of both ends. */
    MAJORING
  }

  /** With Keras's thresholds, or exact. */
  public static Auc of(Curve curve, boolean exact) {
    return new Auc(
        200,
        curve,
        Summation.INTERPOLATION,
        Optional.empty(),
        false,
        Optional.empty(),
        false,
        exact);
  }

  /** What is known of one curve. */
  interface Area {
    /** Takes in a prediction. */
    void add(double prediction, boolean truth, double weight);

    /** The area so far. */
    double value();
  }

  @Override
  public Accumulator start() {
    return new Accumulator() {
      private final List<Area> areas = new ArrayList<>();
      private int width = -1;

      @Override
      public void update(Tensor predictions, Tensor targets, Optional<Tensor> sampleWeights) {
        Rows rows = Rows.either(predictions, targets, sampleWeights);
        if (width < 0) {
          width = rows.width();
          expectLabelWeights(width);
          for (int i = 0; i < (multiLabel ? width : 1); i++) {
            areas.add(area());
          }
        }
        Accumulators.expectWidth(width, rows);
        for (int row = 0; row < rows.count(); row++) {
          double[] a = rows.prediction(row);
          double[] t = rows.target(row);
          for (int i = 0; i < width; i++) {
            double p = fromLogits ? 1 / (1 + Math.exp(-a[i])) : a[i];
            double weight = rows.weight(row) * (multiLabel ? 1 : labelWeight(i));
            areas.get(multiLabel ? i : 0).add(p, t[i] != 0, weight);
          }
        }
      }

      @Override
      public Tensor result() {
        double total = 0;
        double weights = 0;
        for (int i = 0; i < areas.size(); i++) {
          double weight = multiLabel ? labelWeight(i) : 1;
          total += weight * areas.get(i).value();
          weights += weight;
        }
        return Tensor.scalar(DataType.FLOAT64, total / weights);
      }
    };
  }

  private double labelWeight(int column) {
    return labelWeights.map(weights -> weights.get(column)).orElse(1.0);
  }

  private void expectLabelWeights(int width) {
    if (labelWeights.isPresent() && labelWeights.get().size() != width) {
      throw new ShapeException(
          "label_weights has " + labelWeights.get().size() + " numbers for " + width + " columns");
    }
  }

  private Area area() {
    if (exact) {
      return new RankedArea(curve);
    }
    double margin = 1e-7; // So that predictions of exactly 0 and 1 are on either side of the ends.
    double[] inner =
        thresholds
            .map(list -> list.stream().mapToDouble(Double::doubleValue).sorted().toArray())
            .orElseGet(
                () ->
                    Arrays.copyOfRange(ThresholdCounts.even(numThresholds), 1, numThresholds - 1));
    double[] all = new double[inner.length + 2];
    System.arraycopy(inner, 0, all, 1, inner.length);
    all[0] = -margin;
    all[all.length - 1] = 1 + margin;
    return new ThresholdArea(curve, summationMethod, new ThresholdCounts(all));
  }

  @Override
  public Reads reads(Shape prediction) {
    return exact || fromLogits ? Reads.CLASSES : Reads.PROBABILITIES;
  }
}
