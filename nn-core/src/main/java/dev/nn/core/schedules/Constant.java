package dev.nn.core.schedules;

import dev.nn.api.spec.Alias;
import dev.nn.api.spec.Doc;
import dev.nn.api.spec.Range;
import dev.nn.api.spec.Type;
import dev.nn.api.train.Schedule;

/**
 * η(s) = η.
 *
 * @param learningRate η
 */
@Type("constant")
@Doc("η, always")
public record Constant(@Alias({"value", "lr"}) @Doc("η") @Range(min = 0) double learningRate)
    implements Schedule {
  @Override
  public double at(long step) {
    return learningRate;
  }
}
