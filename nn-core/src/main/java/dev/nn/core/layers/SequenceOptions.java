package dev.nn.core.layers;

import dev.nn.api.layer.Regularizer;
import dev.nn.api.spec.Default;
import dev.nn.api.spec.Doc;
import dev.nn.api.spec.Range;
import java.util.Optional;

/**
 * How a recurrent layer walks over a sequence, and what it gives out.
 *
 * @param dropout share of the inputs that are dropped in training, the same ones at all steps of an
 *     example, in [0, 1)
 * @param recurrentDropout share of the previous output that is dropped in training, likewise
 * @param returnSequences whether the output is that of all steps, or of the last one only
 * @param returnState whether the last states can be read as {@code layer/state_h} (and {@code
 *     layer/state_c})
 * @param goBackwards from the last step to the first; outputs stay in the order in which they are
 *     computed
 * @param zeroOutputForMask whether the output is 0 at steps that do not count, or that of the step
 *     before; only with {@code return_sequences}
 * @param activityRegularizer what the output costs, per example
 */
public record SequenceOptions(
    @Default("0.0")
        @Doc("share of the inputs that are dropped, the same ones at all steps")
        @Range(min = 0, max = 1, maxExclusive = true)
        double dropout,
    @Default("0.0")
        @Doc("share of the previous output that is dropped, the same ones at all steps")
        @Range(min = 0, max = 1, maxExclusive = true)
        double recurrentDropout,
    @Default("false") @Doc("whether to give out all steps' outputs or the last one's")
        boolean returnSequences,
    @Default("false") @Doc("whether others can read the last states, as layer/state_h")
        boolean returnState,
    @Default("false") @Doc("from the last step to the first") boolean goBackwards,
    @Default("false") @Doc("whether masked steps give 0 instead of the output before")
        boolean zeroOutputForMask,
    @Doc("what the output costs, per example") Optional<Regularizer> activityRegularizer) {
  /** Everything as by default. */
  public static final SequenceOptions DEFAULT =
      new SequenceOptions(0, 0, false, false, false, false, Optional.empty());

  /** Everything as by default, but for the output at all steps. */
  public static final SequenceOptions SEQUENCES =
      new SequenceOptions(0, 0, true, false, false, false, Optional.empty());
}
