package dev.nn.explain;

import static dev.nn.explain.Steps.numbers;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.nn.api.data.Dataset;
import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.Tensor;
import dev.nn.core.activations.Softmax;
import dev.nn.core.activations.Tanh;
import dev.nn.core.layers.BatchNormalization;
import dev.nn.core.layers.Conv2d;
import dev.nn.core.layers.Dense;
import dev.nn.core.layers.Flatten;
import dev.nn.core.losses.MeanSquaredError;
import dev.nn.core.losses.SparseCategoricalCrossentropy;
import dev.nn.core.optimizers.Adam;
import dev.nn.core.train.Trainer;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page in a browser, with real keys and clicks. Needs a Chromium on the PATH. */
class PageTest {
  private static final Subject SUBJECT =
      new Subject(
          "flowers & co",
          "reference",
          1,
          1,
          4,
          "initial weights",
          Map.of("input", List.of("length", "width")),
          Map.of("l2", List.of("rose", "tulip", "</script>")));

  @TempDir static Path folder;

  private static Optional<Browser> browser = Optional.empty();
  private static Path classes;
  private static Path images;
  private static final List<Explanation> EXPLAINED = new ArrayList<>();

  @BeforeAll
  static void writePages() throws Exception {
    Dataset flowers = Dataset.of(numbers(4, 2), Tensor.of(Shape.of(4), 2, 1, 0, 1));
    classes =
        write(
            flowers,
            Steps.chain(
                SparseCategoricalCrossentropy.of(),
                Adam.of(0.1),
                flowers,
                Dense.of(4, new Tanh()),
                Dense.of(3, new Softmax(-1))));
    Dataset pictures = Dataset.of(numbers(4, 2, 5, 4), numbers(4, 3));
    images =
        write(
            pictures,
            Steps.chain(
                MeanSquaredError.of(),
                Adam.of(0.1),
                pictures,
                Conv2d.of(3, 3, new Tanh()),
                new Flatten(),
                BatchNormalization.of(),
                Dense.of(3, new Tanh())));
    if (Browser.binary().isPresent()) {
      browser = Optional.of(Browser.start());
      browser.get().size(1400, 900);
    }
  }

  private static Path write(Dataset data, Trainer trainer) throws IOException {
    Path page = folder.resolve("page" + EXPLAINED.size() + ".html");
    StringWriter text = new StringWriter();
    HtmlReport report = new HtmlReport(SUBJECT, trainer.network(), text, 2);
    List<Explanation> steps = new ArrayList<>();
    try (trainer) {
      new Recorder(trainer, data, data.select(new int[] {0})).record(List.of(1L, 3L), steps::add);
    }
    for (Explanation step : steps) {
      report.add(step);
    }
    report.end();
    EXPLAINED.add(steps.get(0));
    Files.writeString(page, text.toString());
    return page;
  }

  @AfterAll
  static void close() throws IOException {
    if (browser.isPresent()) {
      browser.get().close();
    }
  }

  private static Browser open(Path page) {
    assumeTrue(browser.isPresent(), "no chromium or google-chrome on the PATH");
    browser.get().open(page);
    return browser.get();
  }

  @Test
  void aPageIsOneFileThatLoadsNothing() throws IOException {
    String page = Files.readString(classes);
    assertFalse(page.matches("(?s).*(https?://|<script src|<link|@import|url\\().*"));
    assertTrue(page.contains("<title>flowers &amp; co: one training step"));
    assertEquals(1, page.split("id=\"data\"", -1).length - 1);
  }

  @Test
  void keysStepThroughTheEquationsAndValuesAppear() {
    Browser page = open(classes);
    assertEquals(List.of(), page.errors());
    String unknown = "document.querySelectorAll('#outline .unknown').length";
    int equations = page.evaluate("app.model.lines.length").getAsInt();
    assertEquals(equations, page.evaluate(unknown).getAsInt());
    page.key("ArrowRight");
    assertEquals("1 / " + equations, page.text(".position"));
    assertEquals(equations - 1, page.evaluate(unknown).getAsInt());
    assertTrue(
        page.text("#announce")
            .contains("z of layer 1 equals a of the input times theta of layer 1"),
        () -> page.text("#announce"));
    page.key("b");
    assertTrue(page.text(".explanation h2").contains("Error δ of layer 2"));
    page.key("ArrowLeft");
    assertTrue(page.text(".explanation h2").contains("The cost C"));
    page.key("End");
    assertTrue(page.text(".explanation").contains("C after the update"));
    page.key("Home");
    assertTrue(page.text(".explanation").contains("three big steps"));
    assertEquals(List.of(), page.errors());
  }

  @Test
  void aNumberThatIsPointedAtLightsUpWhatItWasComputedFromAndAClickKeepsIt() {
    Browser page = open(classes);
    page.key("ArrowRight");
    page.move(".heatmap.result td[data-entry=\"1\"]");
    assertEquals(5, page.evaluate("document.querySelectorAll('td.from').length").getAsInt());
    assertTrue(page.text("#inspector").contains("computed again here"), page.text("#inspector"));
    page.move("h1");
    assertEquals(0, page.evaluate("document.querySelectorAll('td.from').length").getAsInt());
    page.click(".heatmap.result td[data-entry=\"1\"]");
    page.move("h1");
    assertEquals(5, page.evaluate("document.querySelectorAll('td.from').length").getAsInt());
    page.key("Escape");
    assertEquals(0, page.evaluate("document.querySelectorAll('td.from').length").getAsInt());
  }

  @Test
  void layersOfTheDrawingLinksOfTheGlossaryAndTheSliderAreButtons() {
    Browser page = open(classes);
    page.click("[data-path=\"l2\"] .title");
    assertTrue(page.text(".explanation h2").contains("Weighted sums of layer 2"));
    page.click("#glossary .chip");
    assertTrue(page.text(".explanation h2").contains("layer 1"));
    String before = page.text(".training output");
    page.key(".");
    assertTrue(page.text(".training output").startsWith("3 "), before);
    page.click("[data-action=\"backward\"]");
    assertEquals("true", attribute(page, "[data-action=backward]", "aria-pressed"));
    assertEquals(List.of(), page.errors());
  }

  private static String attribute(Browser page, String selector, String name) {
    return page.evaluate(
            "document.querySelector('%s').getAttribute('%s')".formatted(selector, name))
        .getAsString();
  }

  /** The page's index arithmetic is its own; it has to agree with the engine's, entry by entry. */
  @Test
  void whatANumberIsComputedFromIsWhatTheEngineSays() {
    agrees(open(classes), EXPLAINED.get(0));
    agrees(open(images), EXPLAINED.get(1));
  }

  private static void agrees(Browser page, Explanation explanation) {
    String from =
        "JSON.stringify(app.model.lines.map(line => Array.from({length: app.model.size(line.ref)},"
            + " (_, i) => app.relations.from(line.ref, i).list(1e9).map(e => e.join(':')))))";
    List<JsonElement> found =
        JsonParser.parseString(page.evaluate(from).getAsString()).getAsJsonArray().asList();
    JsonObject aliases = page.evaluate("Object.fromEntries(app.model.aliases)").getAsJsonObject();
    Entries entries = explanation.entries(Integer.MAX_VALUE);
    List<Line> lines =
        explanation.sections().stream().flatMap(section -> section.lines().stream()).toList();
    int checked = 0;
    for (int at = 0; at < lines.size(); at++) {
      Line line = lines.get(at);
      for (int i = 0; i < line.type().shape().elements(); i++) {
        Optional<Term> formula = entries.formula(line.ref(), i);
        if (formula.isPresent()) {
          TreeSet<String> expected = new TreeSet<>();
          eachEntry(
              formula.get(),
              entry -> {
                String key = GraphJson.key(entry.ref());
                String shown = aliases.has(key) ? aliases.get(key).getAsString() : key;
                expected.add(shown + ":" + entry.index());
              });
          TreeSet<String> actual = new TreeSet<>();
          found
              .get(at)
              .getAsJsonArray()
              .get(i)
              .getAsJsonArray()
              .forEach(e -> actual.add(e.getAsString()));
          // Classes are numbers of the data to the page; the engine writes them out.
          actual.removeIf(key -> isClass(explanation, key));
          assertEquals(expected, actual, line.name() + " " + i);
          checked++;
        }
      }
    }
    assertTrue(checked > 50, "entries: " + checked);
  }

  private static boolean isClass(Explanation explanation, String key) {
    String ref = key.split(":")[0];
    return explanation.values().entrySet().stream()
        .anyMatch(
            each ->
                GraphJson.key(each.getKey()).equals(ref) && !each.getValue().dtype().isFloating());
  }

  private static void eachEntry(Term term, Consumer<Term.Entry> use) {
    if (term instanceof Term.Entry entry) {
      use.accept(entry);
    } else if (term instanceof Term.Infix infix) {
      eachEntry(infix.left(), use);
      eachEntry(infix.right(), use);
    } else if (term instanceof Term.Total total) {
      total.terms().forEach(each -> eachEntry(each, use));
    } else if (term instanceof Term.Apply apply) {
      apply.arguments().forEach(each -> eachEntry(each, use));
    } else if (term instanceof Term.Power power) {
      eachEntry(power.base(), use);
      eachEntry(power.exponent(), use);
    } else if (term instanceof Term.Negative negative) {
      eachEntry(negative.x(), use);
    } else if (term instanceof Term.Root root) {
      eachEntry(root.x(), use);
    } else if (term instanceof Term.Indicator indicator) {
      eachEntry(indicator.condition(), use);
    }
  }

  /** Every formula of single numbers, evaluated in the browser, gives what the backend computed. */
  @Test
  void everyNumberCanBeComputedAgainInTheBrowser() {
    String again =
        "(() => { let checked = 0; const wrong = []; for (const line of app.model.lines)"
            + " for (let i = 0; i < app.model.size(line.ref); i++) {"
            + " const formula = app.arithmetic.formula(line.ref, i); if (!formula) continue;"
            + " const x = app.arithmetic.evaluate(formula), value = app.model.number(line.ref, i, 0);"
            + " checked++; if (!(Math.abs(x - value) <= 1e-5 * Math.max(1, Math.abs(value))))"
            + " wrong.push(line.text + ' ' + i + ': ' + x + ' ' + value); }"
            + " return wrong.length ? wrong.slice(0, 5).join('; ') : 'right: ' + (checked > 150); })()";
    assertEquals("right: true", open(classes).evaluate(again).getAsString());
    assertEquals("right: true", open(images).evaluate(again).getAsString());
  }

  @Test
  void followingExamplesLeavesTheTrainingAsItIs() {
    Dataset data = Dataset.of(numbers(4, 2), numbers(4, 1));
    try (Trainer followed =
            Steps.chain(MeanSquaredError.of(), Adam.of(0.1), data, Dense.of(1, new Tanh()));
        Trainer trained =
            Steps.chain(MeanSquaredError.of(), Adam.of(0.1), data, Dense.of(1, new Tanh()))) {
      new Recorder(followed, data, data.select(new int[] {0}))
          .record(Recorder.steps(1, 5), explanation -> {});
      trained.train(data, 0, 4);
      assertEquals(trained.model().everything(), followed.model().everything());
    }
  }

  @Test
  void stepsAreOneTwoFiveTenAndSoOn() {
    assertEquals(List.of(1L, 2L, 5L, 10L, 20L, 30L), Recorder.steps(1, 30));
    assertEquals(List.of(7L), Recorder.steps(7, 7));
    assertEquals(List.of(3L, 5L, 8L), Recorder.steps(3, 8));
  }
}
