package dev.nn.explain;

import static dev.nn.explain.Steps.numbers;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import dev.nn.api.data.Dataset;
import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.Tensor;
import dev.nn.core.activations.Softmax;
import dev.nn.core.activations.Tanh;
import dev.nn.core.layers.Dense;
import dev.nn.core.losses.MeanSquaredError;
import dev.nn.core.losses.SparseCategoricalCrossentropy;
import dev.nn.core.optimizers.Adam;
import dev.nn.core.train.Trainer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page in a browser, with real keys and clicks. Needs a Chromium on the PATH. */
class PageTest {
  @TempDir static Path folder;

  private static Pages pages;
  private static Pages.Page classes;

  @BeforeAll
  static void writePages() throws Exception {
    pages = new Pages(folder);
    Dataset flowers = Dataset.of(numbers(4, 2), Tensor.of(Shape.of(4), 2, 1, 0, 1));
    classes = pages.write(flowers, network(flowers), network(flowers));
  }

  private static Trainer network(Dataset data) {
    return Steps.chain(
        SparseCategoricalCrossentropy.of(),
        Adam.of(0.1),
        data,
        Dense.of(4, new Tanh()),
        Dense.of(3, new Softmax(-1)));
  }

  @AfterAll
  static void close() throws IOException {
    pages.close();
  }

  @Test
  void aPageIsOneFileThatLoadsNothing() throws IOException {
    String page = Files.readString(classes.file());
    assertFalse(page.matches("(?s).*(https?://|<script src|<link|@import|url\\().*"));
    assertTrue(page.contains("<title>flowers &amp; co: one training step"));
    assertEquals(1, page.split("id=\"data\"", -1).length - 1);
  }

  @Test
  void keysStepThroughTheEquationsAndValuesAppear() {
    Browser page = pages.open(classes);
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
    Browser page = pages.open(classes);
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
  void arrowKeysMoveFromNumberToNumberAndWhatLightsUpIsAnnounced() {
    Browser page = pages.open(classes);
    page.key("ArrowRight");
    page.evaluate("document.querySelector('.heatmap.result td').focus()");
    page.key("ArrowRight");
    page.until("document.getElementById('announce').textContent.includes('Computed from')");
    String said = page.text("#announce");
    assertTrue(said.startsWith("z of layer 1, entry 2: "), said);
    assertTrue(said.contains("all 2 of a of the input; theta of layer 1, entry 1 2; "), said);
    assertTrue(said.contains("Feeds a of layer 1, entry 2."), said);
    page.key("Enter");
    page.evaluate("document.activeElement.blur()");
    assertEquals(5, page.evaluate("document.querySelectorAll('td.from').length").getAsInt());
  }

  @Test
  void besideEveryGradientOfAParameterStandsItsCentralDifference() {
    Browser page = pages.open(classes);
    String places = "app.model.lines.filter(line => line.parameter).map(line => line.place)";
    JsonArray gradients = page.evaluate(places).getAsJsonArray();
    assertEquals(classes.explanation().proofs().size(), gradients.size());
    for (JsonElement place : gradients) {
      page.evaluate("app.go(" + place + ")");
      assertTrue(page.text(".proof").contains("They agree to "), page.text(".proof"));
      page.key(".");
      assertTrue(page.text(".proof").contains("They agree to "), page.text(".proof"));
      page.key(",");
    }
    Proof proof = classes.explanation().proofs().get("l1/kernel").get(0);
    String difference = "app.model.steps[0].proofs['l1/kernel'].difference";
    assertEquals(proof.difference(), page.evaluate(difference).getAsDouble());
  }

  @Test
  void anEntryThatIsChosenHasAProofOfItsOwn() {
    Browser page = pages.open(classes);
    page.evaluate("app.go(app.model.lines.findIndex(line => line.parameter === 'l1/kernel'))");
    List<Proof> proofs = classes.explanation().proofs().get("l1/kernel");
    assertEquals(8, proofs.size());
    assertTrue(page.text(".proof").contains("All 8 entries were tested"), page.text(".proof"));
    for (Proof proof : proofs) {
      page.click(".heatmap.result td[data-entry=\"" + proof.entry() + "\"]");
      String shown = "proofsOf(app, 'l1/kernel').find(p => p.entry === " + proof.entry() + ")";
      double difference = page.evaluate(shown + ".difference").getAsDouble();
      assertEquals(proof.difference(), difference, 1e-7);
      String number = page.evaluate("formatNumber(" + shown + ".difference, 6)").getAsString();
      assertTrue(page.text(".proof").contains("= " + number + ","), page.text(".proof"));
      page.key("Escape");
    }
    page.evaluate("document.querySelector('.heatmap.result td').focus()");
    page.key("ArrowRight");
    page.key("Enter");
    String entry = page.evaluate("focusedEntry(app, app.line)").getAsString();
    assertEquals("1", entry);
    String name = page.evaluate("entryText(app.model, app.line.ref, 1)").getAsString();
    assertTrue(name.endsWith("entry 1 2"), name);
    assertTrue(page.text(".proof").contains("They agree to "), page.text(".proof"));
    assertEquals(List.of(), page.errors());
  }

  @Test
  void whatIsNothingButZerosIsCountedUntilOneAsks() {
    Browser page = pages.open(classes);
    page.evaluate("app.go(app.model.lines.findIndex(line => line.name.text === 'm′²_θ'))");
    assertTrue(page.text(".values").contains("all 12 numbers are 0"), page.text(".values"));
    String pictures = "document.querySelectorAll('.values table').length";
    int before = page.evaluate(pictures).getAsInt();
    page.click(".heatmap .folded button");
    assertEquals(before + 1, page.evaluate(pictures).getAsInt());
  }

  @Test
  void besideAnEquationStandsWhatItSaysNumberByNumber() {
    Browser page = pages.open(classes);
    page.key("ArrowRight");
    assertEquals(4, page.evaluate("document.querySelectorAll('.entries li').length").getAsInt());
    page.click(".entries li:nth-child(2) .chip");
    assertEquals(5, page.evaluate("document.querySelectorAll('td.from').length").getAsInt());
    page.key("Escape");
    assertEquals(4, page.evaluate("document.querySelectorAll('.entries li').length").getAsInt());
  }

  @Test
  void layersOfTheDrawingLinksOfTheGlossaryAndTheSliderAreButtons() {
    Browser page = pages.open(classes);
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

  @Test
  void followingExamplesLeavesTheTrainingAsItIs() {
    Dataset data = Dataset.of(numbers(4, 2), numbers(4, 1));
    try (Trainer followed =
            Steps.chain(MeanSquaredError.of(), Adam.of(0.1), data, Dense.of(1, new Tanh()));
        Trainer trained =
            Steps.chain(MeanSquaredError.of(), Adam.of(0.1), data, Dense.of(1, new Tanh()))) {
      new Recorder(followed, data, data.select(new int[] {0}), Optional.empty())
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
