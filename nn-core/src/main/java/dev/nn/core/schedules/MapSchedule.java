package dev.nn.core.schedules;

import dev.nn.api.spec.Doc;
import dev.nn.api.spec.Range;
import dev.nn.api.spec.Type;
import dev.nn.api.train.Schedule;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * η(s) = the value of the greatest step that is not after s.
 *
 * @param values η by the step from which on it holds, counted from 0; 0 is among them
 */
@Type("map")
@Doc("each value from its step on")
public record MapSchedule(
    @Doc("η by the step from which on it holds, such as {0: 0.1, 1000: 0.01}") @Range(min = 0)
        Map<String, Double> values)
    implements Schedule {

  /**
   * Copies the map, keeping its order.
   *
   * @throws IllegalArgumentException if a key is no step, or there is none for the start
   */
  public MapSchedule {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    if (!steps(values).containsKey(0L)) {
      throw new IllegalArgumentException("values need one for step 0");
    }
  }

  private static NavigableMap<Long, Double> steps(Map<String, Double> values) {
    NavigableMap<Long, Double> steps = new TreeMap<>();
    values.forEach((step, value) -> steps.put(step(step), value));
    return steps;
  }

  private static long step(String text) {
    if (!text.matches("[0-9]{1,18}")) {
      throw new IllegalArgumentException(
          "values: '" + text + "' is no step; expected a whole number from 0");
    }
    return Long.parseLong(text);
  }

  @Override
  public double at(long step) {
    return steps(values).floorEntry(step).getValue();
  }
}
