package dev.nn.api.train;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** Patterns that name parameters. */
class PathPatternTest {
  @Test
  void pathPatternsKnowStarsAndQuestionMarks() {
    assertTrue(new PathPattern("*/bias").matches("encoder/dense_1/bias"));
    assertTrue(new PathPattern("hidden/kernel").matches("hidden/kernel"));
    assertTrue(new PathPattern("*dense*k*l").matches("encoder/dense_1/kernel"));
    assertTrue(new PathPattern("dense_?/*").matches("dense_1/bias"));
    assertTrue(new PathPattern("*").matches("a/b"));
    assertFalse(new PathPattern("*/bias").matches("hidden/bias_2"));
    assertFalse(new PathPattern("hidden").matches("hidden/kernel"));
    assertFalse(new PathPattern("dense_?/*").matches("dense_12/bias"));
    assertFalse(new PathPattern("").matches("a"));
  }
}
