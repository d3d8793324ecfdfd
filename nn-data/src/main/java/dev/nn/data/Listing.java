package dev.nn.data;

import java.util.Collection;
import java.util.stream.Collectors;

/** A few values for a message. */
final class Listing {
  private static final int SHOWN = 5;

  private Listing() {}

  /** The first five, and how many more there are. */
  static String of(Collection<String> values) {
    String shown =
        values.stream()
            .limit(SHOWN)
            .map(value -> "'" + value + "'")
            .collect(Collectors.joining(", "));
    return values.size() > SHOWN ? shown + " and " + (values.size() - SHOWN) + " more" : shown;
  }
}
