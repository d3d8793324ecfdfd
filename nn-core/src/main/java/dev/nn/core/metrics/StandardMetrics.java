package dev.nn.core.metrics;

import dev.nn.api.plugin.Plugin;
import dev.nn.api.plugin.Registrar;
import dev.nn.api.train.Metric;

/** Registers the metrics of this package: a new one gets a line here. */
public final class StandardMetrics implements Plugin {
  @Override
  public void register(Registrar registrar) {
    registrar.add(Metric.class, Accuracy.class);
    registrar.add(Metric.class, Auc.class);
    registrar.add(Metric.class, BinaryAccuracy.class);
    registrar.add(Metric.class, BinaryCrossentropy.class);
    registrar.add(Metric.class, BinaryIou.class);
    registrar.add(Metric.class, CategoricalAccuracy.class);
    registrar.add(Metric.class, CategoricalCrossentropy.class);
    registrar.add(Metric.class, CategoricalHinge.class);
    registrar.add(Metric.class, ClassificationReport.class);
    registrar.add(Metric.class, CohensKappa.class);
    registrar.add(Metric.class, ConcordanceCorrelation.class);
    registrar.add(Metric.class, ConfusionMatrix.class);
    registrar.add(Metric.class, CosineSimilarity.class);
    registrar.add(Metric.class, ExplainedVariance.class);
    registrar.add(Metric.class, F1Score.class);
    registrar.add(Metric.class, FBetaScore.class);
    registrar.add(Metric.class, FalseNegatives.class);
    registrar.add(Metric.class, FalsePositives.class);
    registrar.add(Metric.class, Hinge.class);
    registrar.add(Metric.class, Iou.class);
    registrar.add(Metric.class, KlDivergence.class);
    registrar.add(Metric.class, LogCosh.class);
    registrar.add(Metric.class, LogLoss.class);
    registrar.add(Metric.class, MatthewsCorrelation.class);
    registrar.add(Metric.class, MeanAbsoluteError.class);
    registrar.add(Metric.class, MeanAbsolutePercentageError.class);
    registrar.add(Metric.class, MeanIou.class);
    registrar.add(Metric.class, MeanSquaredError.class);
    registrar.add(Metric.class, MeanSquaredLogarithmicError.class);
    registrar.add(Metric.class, OneHotIou.class);
    registrar.add(Metric.class, OneHotMeanIou.class);
    registrar.add(Metric.class, PearsonCorrelation.class);
    registrar.add(Metric.class, Perplexity.class);
    registrar.add(Metric.class, Poisson.class);
    registrar.add(Metric.class, Precision.class);
    registrar.add(Metric.class, PrecisionAtRecall.class);
    registrar.add(Metric.class, R2Score.class);
    registrar.add(Metric.class, Recall.class);
    registrar.add(Metric.class, RecallAtPrecision.class);
    registrar.add(Metric.class, RootMeanSquaredError.class);
    registrar.add(Metric.class, SensitivityAtSpecificity.class);
    registrar.add(Metric.class, SparseCategoricalAccuracy.class);
    registrar.add(Metric.class, SparseCategoricalCrossentropy.class);
    registrar.add(Metric.class, SparseTopKCategoricalAccuracy.class);
    registrar.add(Metric.class, SpecificityAtSensitivity.class);
    registrar.add(Metric.class, SquaredHinge.class);
    registrar.add(Metric.class, TopKCategoricalAccuracy.class);
    registrar.add(Metric.class, TrueNegatives.class);
    registrar.add(Metric.class, TruePositives.class);
  }
}
