package dev.nn.core.schedules;

import dev.nn.api.spec.Doc;
import dev.nn.api.spec.Range;
import dev.nn.api.spec.Type;
import dev.nn.api.train.Schedule;
import java.util.List;

/**
 * η(s) = vᵢ, where bᵢ₋₁ &lt; s ≤ bᵢ.
 *
 * @param boundaries b, ascending: the last step of each piece but the last
 * @param values v, one more than boundaries
 */
@Type("piecewise_constant_decay")
@Doc("values[i] up to and including step boundaries[i]")
public record PiecewiseConstantDecay(
    @Doc("the last step of each piece but the last") @Range(min = 0) List<Long> boundaries,
    @Doc("η of each piece, one more than boundaries") @Range(min = 0) List<Double> values)
    implements Schedule {

  /**
   * Copies the lists.
   *
   * @throws IllegalArgumentException if the numbers do not match or the boundaries do not ascend
   */
  public PiecewiseConstantDecay {
    boundaries = List.copyOf(boundaries);
    values = List.copyOf(values);
    if (values.size() != boundaries.size() + 1) {
      throw new IllegalArgumentException(
          boundaries.size()
              + " boundaries need "
              + (boundaries.size() + 1)
              + " values, not "
              + values.size());
    }
    for (int i = 1; i < boundaries.size(); i++) {
      if (boundaries.get(i) <= boundaries.get(i - 1)) {
        throw new IllegalArgumentException("boundaries " + boundaries + " do not ascend");
      }
    }
  }

  @Override
  public double at(long step) {
    int piece = 0;
    while (piece < boundaries.size() && step > boundaries.get(piece)) {
      piece++;
    }
    return values.get(piece);
  }
}
