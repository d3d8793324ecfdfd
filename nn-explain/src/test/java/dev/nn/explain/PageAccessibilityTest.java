package dev.nn.explain;

import static dev.nn.explain.Steps.numbers;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nn.api.data.Dataset;
import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.Tensor;
import dev.nn.core.activations.Softmax;
import dev.nn.core.activations.Tanh;
import dev.nn.core.layers.Conv2d;
import dev.nn.core.layers.Dense;
import dev.nn.core.layers.Flatten;
import dev.nn.core.losses.SparseCategoricalCrossentropy;
import dev.nn.core.optimizers.Adam;
import dev.nn.core.train.Trainer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page as axe-core and a keyboard see it. Needs a Chromium on the PATH. */
class PageAccessibilityTest {
  private static final String AXE = "/META-INF/resources/webjars/axe-core/4.6.3/axe.min.js";

  @TempDir static Path folder;

  private static Pages pages;
  private static Pages.Page images;

  @BeforeAll
  static void writePages() throws Exception {
    pages = new Pages(folder);
    Dataset data = Dataset.of(numbers(4, 2, 9, 8), Tensor.of(Shape.of(4), 2, 1, 0, 1));
    images = pages.write(data, network(data), network(data));
  }

  private static Trainer network(Dataset data) {
    return Steps.chain(
        SparseCategoricalCrossentropy.of(),
        Adam.of(0.1),
        data,
        Conv2d.of(3, 3, new Tanh()),
        new Flatten(),
        Dense.of(3, new Softmax(-1)));
  }

  @AfterAll
  static void close() throws IOException {
    pages.close();
  }

  @Test
  void inTheLightItHasNoViolationsOfAnyLevel() throws IOException {
    assertEquals(List.of(), violations("light"));
  }

  @Test
  void inTheDarkItHasNoViolationsOfAnyLevel() throws IOException {
    assertEquals(List.of(), violations("dark"));
  }

  /** In the states that a reader meets. */
  private static List<String> violations(String scheme) throws IOException {
    Browser page = pages.open(images);
    page.prefer("prefers-color-scheme", scheme);
    page.until("document.documentElement.dataset.theme === '" + scheme + "'");
    page.evaluate(axe() + "; 0");
    List<String> violations = new ArrayList<>();
    look(page, "at the beginning", violations);
    page.key("ArrowRight");
    look(page, "at an equation", violations);
    page.evaluate("app.go(app.model.lines.findIndex(line => line.parameter === 'l3/kernel'))");
    look(page, "at a gradient", violations);
    page.click(".heatmap.from td[data-entry=\"1\"]");
    page.until("app.related.complete");
    look(page, "at a number", violations);
    page.size(390, 844);
    look(page, "on a telephone", violations);
    page.size(1400, 900);
    page.key("End");
    look(page, "at the end", violations);
    page.key("?");
    look(page, "at the keys", violations);
    page.key("Escape");
    return violations;
  }

  private static void look(Browser page, String state, List<String> violations) {
    String run =
        "axe.run().then(result => result.violations.map(each => `${each.impact}: ${each.help}: `"
            + " + each.nodes.map(node => node.target.join(' ')).join(', ')))";
    page.evaluate(run)
        .getAsJsonArray()
        .forEach(each -> violations.add(state + ": " + each.getAsString()));
  }

  private static String axe() throws IOException {
    try (InputStream in = PageAccessibilityTest.class.getResourceAsStream(AXE)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /**
   * By Tab alone one comes through every part of the page, sees where one is, and nothing is
   * without a name.
   */
  @Test
  void theKeyboardReachesEverything() {
    Browser page = pages.open(images);
    page.key("ArrowRight");
    Set<String> parts = new HashSet<>();
    for (int i = 0; i < 250; i++) {
      page.key("Tab");
      if (page.evaluate("document.activeElement === document.body").getAsBoolean()) {
        break;
      }
      String where =
          "(() => { const e = document.activeElement; return (e.closest('[id]') || e).id; })()";
      parts.add(page.evaluate(where).getAsString());
      String seen =
          "(() => { const e = document.activeElement, s = getComputedStyle(e);"
              + " return s.outlineStyle !== 'none' || Boolean(e.closest('.node')); })()";
      assertTrue(page.evaluate(seen).getAsBoolean(), () -> "no outline in " + parts);
    }
    parts.remove("");
    assertTrue(
        parts.containsAll(Set.of("player", "drawing", "stage", "outline", "glossary")),
        parts::toString);
  }

  @Test
  void nothingMovesForThoseWhoDoNotLikeIt() {
    Browser page = pages.open(images);
    page.prefer("prefers-reduced-motion", "reduce");
    page.key("b");
    String moving =
        "[...document.querySelectorAll('*')].filter(e => { const s = getComputedStyle(e);"
            + " return s.animationName !== 'none' || s.transitionDuration !== '0s'; }).length";
    assertEquals(0, page.evaluate(moving).getAsInt());
    page.prefer("prefers-reduced-motion", "no-preference");
    assertTrue(page.evaluate(moving).getAsInt() > 0);
  }
}
