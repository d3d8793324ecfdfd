package dev.nn.data;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What stands in a column of a delimited file.
 *
 * @param name in the header
 * @param kind what it seems to be
 * @param rows of the file
 * @param missing number of cells that are empty or marked
 * @param distinct number of different values, without the missing ones
 * @param values how often each value occurs, the most frequent first
 * @param numbers if every value is a number
 */
public record ColumnProfile(
    String name,
    ColumnKind kind,
    int rows,
    int missing,
    int distinct,
    Map<String, Integer> values,
    Optional<NumberProfile> numbers) {
  /** Copies the values, keeping their order. */
  public ColumnProfile {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }

  /** Number of cells that are not missing. */
  public int present() {
    return rows - missing;
  }

  /** The values in the order in which a csv source makes classes or categories of them. */
  public List<String> sortedValues() {
    return DistinctValues.sorted(values.keySet());
  }

  /** Share of the cells that are missing. */
  public double missingShare() {
    return (double) missing / rows;
  }
}
