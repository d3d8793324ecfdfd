package dev.nn.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * How quick the page of configs/digits.yaml is. Not part of the suite, for a busy machine says
 * nothing about a page; by hand:
 *
 * <pre>mvn -pl nn-explain -am test -Dtest=PageTimes -Dsurefire.failIfNoSpecifiedTests=false</pre>
 */
class PageTimes {
  /** The best of so many attempts counts. */
  private static final int ATTEMPTS = 3;

  @TempDir static Path folder;

  private static Pages pages;
  private static Pages.Page digits;

  @BeforeAll
  static void writePage() throws Exception {
    pages = new Pages(folder);
    digits = pages.digits();
  }

  @AfterAll
  static void close() throws IOException {
    pages.close();
  }

  @Test
  void itOpensWithinASecond() {
    double best = Double.POSITIVE_INFINITY;
    for (int i = 0; i < ATTEMPTS; i++) {
      best = Math.min(best, pages.open(digits).firstPaint());
    }
    System.out.printf("%.0f ms to the first paint%n", best);
    assertTrue(best < 1000, "milliseconds to the first paint: " + best);
  }

  /** Stepping through equations and training steps, and pointing at numbers. */
  @Test
  void nothingThatOneDoesTakesATenthOfASecond() {
    String slowest =
        """
        (() => {
          const actions = [];
          for (let at = 0; at <= app.model.lines.length; at++) actions.push(['equation ' + at, () => app.go(at), () => app.go(-1)]);
          for (const line of app.model.lines) {
            for (const ref of [line.ref, ...line.uses].filter(each => app.model.names[each])) {
              actions.push(['number of ' + app.model.names[ref].text, () => app.point(ref, 0), () => { app.point(null); app.go(line.place); }]);
            }
          }
          for (let step = 1; step < app.model.steps.length; step++) actions.push(['step ' + step, () => app.set({ step }), () => app.set({ step: 0 })]);
          const slow = [];
          for (const [name, act, prepare] of actions) {
            let best = Infinity;
            for (let i = 0; i < %d; i++) {
              prepare();
              document.body.offsetHeight;
              const start = performance.now();
              act();
              document.body.offsetHeight; // Or else the layout would be left for later.
              best = Math.min(best, performance.now() - start);
            }
            if (best >= 100) slow.push(`${name}: ${best} ms`);
          }
          return actions.length > 50 ? slow.join(', ') : 'nothing was done';
        })()
        """;
    assertEquals("", pages.open(digits).evaluate(slowest.formatted(ATTEMPTS)).getAsString());
  }
}
