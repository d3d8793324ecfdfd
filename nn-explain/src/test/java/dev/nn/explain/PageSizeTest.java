package dev.nn.explain;

import static dev.nn.explain.Steps.numbers;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nn.api.data.Dataset;
import dev.nn.api.layer.Layer;
import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.Tensor;
import dev.nn.core.activations.Linear;
import dev.nn.core.activations.Relu;
import dev.nn.core.activations.Softmax;
import dev.nn.core.layers.BatchNormalization;
import dev.nn.core.layers.Conv2d;
import dev.nn.core.layers.Dense;
import dev.nn.core.layers.GlobalAveragePooling2d;
import dev.nn.core.losses.SparseCategoricalCrossentropy;
import dev.nn.core.optimizers.Adam;
import dev.nn.core.train.Trainer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pages stay small, however large the network. Needs a Chromium on the PATH. */
class PageSizeTest {
  private static final Tensor LABELS = Tensor.of(Shape.of(4), 2, 1, 0, 1);

  @TempDir static Path folder;

  private static Pages pages;

  @BeforeAll
  static void startBrowser() throws Exception {
    pages = new Pages(folder);
  }

  private static Trainer network(Dataset data, Layer... layers) {
    return Steps.chain(SparseCategoricalCrossentropy.of(), Adam.of(0.005), data, layers);
  }

  @AfterAll
  static void close() throws IOException {
    pages.close();
  }

  @Test
  void thePageOfDigitsIsSmall() throws IOException {
    long size = Files.size(pages.digits().file());
    assertTrue(size < 1_100_000, size + " bytes");
  }

  @Test
  void ofALargeParameterOneIsToldWhichEntriesWereTested() throws IOException {
    Browser page = pages.open(pages.digits());
    page.evaluate("app.go(app.model.lines.findIndex(line => line.parameter === 'l1/kernel'))");
    assertTrue(page.text(".tests").startsWith("Of 8,192 entries, "), page.text(".tests"));
    int untested =
        page.evaluate(
                "Array.from({length: 999}, (_, i) => i)"
                    + ".find(i => !proofsOf(app, 'l1/kernel').some(p => p.entry === i))")
            .getAsInt();
    page.evaluate("app.pin(app.line.ref, " + untested + ")");
    assertTrue(page.text(".proof").contains("not tested"), page.text(".proof"));
    page.click(".tests .chip:nth-of-type(3)");
    assertTrue(page.text(".proof").contains("Move θ"), page.text(".proof"));
    assertEquals(List.of(), page.errors());
  }

  @Test
  void aLargeNetworkIsShownByPicturesAndItsPageIsStillSmall() throws IOException {
    Dataset data = Dataset.of(numbers(4, 1, 12, 12), LABELS);
    Pages.Page large = pages.write(data, images(data), images(data), List.of(1L, 2L));
    assertTrue(Files.size(large.file()) < 10_000_000, () -> large.file().toFile().length() + "");
    Browser page = pages.open(large);
    page.evaluate("app.go(app.model.lines.findIndex(line => line.parameter === 'l5/kernel'))");
    assertTrue(page.text(".values").contains("too many for this page"), page.text(".values"));
    page.move(".heatmap.result canvas");
    page.until("app.related && app.related.complete");
    assertTrue(page.text("#inspector").contains("not on this page"), page.text("#inspector"));
    assertEquals(2, page.evaluate("app.related.from.total()").getAsInt());
    String window =
        "app.relations.from(app.model.lines.find(line => line.parameter === 'l3/kernel').ref, 0).total()";
    assertEquals(2 * 8 * 8, page.evaluate(window).getAsInt());
    assertEquals(List.of(), page.errors());
  }

  /** A convolutional network of 280,000 parameters. */
  private static Trainer images(Dataset data) {
    return network(
        data,
        Conv2d.of(8, 3, Relu.of()),
        BatchNormalization.of(),
        Conv2d.of(256, 3, new Linear()),
        GlobalAveragePooling2d.of(),
        Dense.of(1000, Relu.of()),
        Dense.of(3, new Softmax(-1)));
  }
}
