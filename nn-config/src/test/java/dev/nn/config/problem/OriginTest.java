package dev.nn.config.problem;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class OriginTest {
  private static Origin origin(String line, int column, int length) {
    return new Origin(SourceText.option(line), 1, column, length);
  }

  @Test
  void columnsAreCountedInCodePoints() {
    Origin key = origin("{🙂: 🙂🙂x, y: x}", 5, 3);
    assertEquals("🙂🙂x", key.text());
    assertEquals("{🙂: ", key.before());
    assertEquals(", y: x}", key.after());
    assertEquals(7, key.of("x").column());
    assertEquals(10, key.of("y: x").column());
    assertEquals(4, key.of("y: x").length());
    assertTrue(key.says("🙂🙂x,"));
    assertFalse(key.says("x"));
  }

  @Test
  void halfACharacterCountsAsOne() {
    Origin half = origin("\uD83Da🙂b", 2, 1);
    assertEquals("a", half.text());
    assertEquals(4, half.of("b").column());
    assertEquals(4, half.of("\uDE42b").column());
  }

  @Test
  void aPlaceBeyondTheLineIsItsEnd() {
    Origin end = origin("ab", 9, 1);
    assertEquals("", end.text());
    assertEquals("ab", end.before());
    assertEquals(9, end.of("a").column());
  }

  /** Such as a config in JSON, and all of its values. */
  @Test
  void aLongLineIsNotCountedForEachOfItsPlaces() {
    SourceText source = SourceText.option("x".repeat(500_000) + "🙂" + "y".repeat(500_000));
    assertTimeout(
        Duration.ofSeconds(10),
        () -> {
          for (int i = 0; i < 100_000; i++) {
            Origin place = new Origin(source, 1, 600_000 + i, 1);
            assertEquals(place.column(), place.of("y").column());
            assertTrue(place.says("y"));
          }
        });
  }
}
