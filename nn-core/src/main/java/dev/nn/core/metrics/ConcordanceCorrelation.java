package dev.nn.core.metrics;

import dev.nn.api.spec.Default;
import dev.nn.api.spec.Doc;
import dev.nn.api.spec.Type;
import dev.nn.api.train.Metric;
import dev.nn.core.metrics.R2Score.Aggregation;
import java.util.Optional;

/**
 * 2·Cov(a, t)/(Var(a) + Var(t) + (ā − t̄)²) for each output, over all examples: 1 where predictions
 * are the targets, less where they are only correlated with them. 0 where neither varies.
 * Predictions a, targets t [batch, ..., outputs]; a scalar, or one number per output. Keras's
 * metric of this name is the mean of what each example or batch has along an axis; this is one
 * coefficient for all examples and does not depend on the batches. Variances and covariance are
 * divided by n. Lin (1989).
 *
 * @param classAggregation how outputs become one number
 */
@Type(value = "concordance_correlation", aliases = "ccc")
@Doc("2·Cov(a, t)/(Var(a) + Var(t) + (mean a − mean t)²): whether predictions are the targets")
public record ConcordanceCorrelation(
    @Default("uniform_average") @Doc("how outputs become one number; none: one for each")
        Optional<Aggregation> classAggregation)
    implements Metric {
  @Override
  public Accumulator start() {
    return new JointMoments(
        (covariance, a, t, apart) -> Accumulators.share(2 * covariance, a + t + apart * apart),
        classAggregation);
  }
}
