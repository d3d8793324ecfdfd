package dev.nn.core.metrics;

import dev.nn.api.spec.Default;
import dev.nn.api.spec.Doc;
import dev.nn.api.spec.Type;
import dev.nn.api.train.Metric;
import dev.nn.core.metrics.R2Score.Aggregation;
import java.util.Optional;

/**
 * Cov(a, t)/(σ(a)·σ(t)) for each output, over all examples: 1 where predictions rise with the
 * targets on a straight line, −1 where they fall on one. 0 where predictions or targets do not
 * vary. Predictions a, targets t [batch, ..., outputs]; a scalar, or one number per output. Keras's
 * metric of this name is the mean of what each example or batch has along an axis; this is one
 * coefficient for all examples, as in torchmetrics, and does not depend on the batches. Pearson
 * (1895).
 *
 * @param classAggregation how outputs become one number
 */
@Type(value = "pearson_correlation", aliases = "pearson")
@Doc("Cov(a, t)/(σ(a)·σ(t)): whether predictions and targets lie on a straight line")
public record PearsonCorrelation(
    @Default("uniform_average") @Doc("how outputs become one number; none: one for each")
        Optional<Aggregation> classAggregation)
    implements Metric {
  @Override
  public Accumulator start() {
    return new JointMoments(
        (covariance, a, t, apart) -> Accumulators.share(covariance, Math.sqrt(a) * Math.sqrt(t)),
        classAggregation);
  }
}
