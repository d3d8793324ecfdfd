package dev.nn.explain;

import static dev.nn.explain.Steps.numbers;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nn.api.data.Dataset;
import dev.nn.api.layer.Layer;
import dev.nn.api.tensor.Tensor;
import dev.nn.core.augmentation.FillMode;
import dev.nn.core.augmentation.Interpolation;
import dev.nn.core.augmentation.RandomBrightness;
import dev.nn.core.augmentation.RandomCrop;
import dev.nn.core.augmentation.RandomFlip;
import dev.nn.core.augmentation.RandomRotation;
import dev.nn.core.augmentation.RandomTranslation;
import dev.nn.core.augmentation.RandomZoom;
import dev.nn.core.layers.Dense;
import dev.nn.core.layers.Dropout;
import dev.nn.core.layers.Flatten;
import dev.nn.core.losses.MeanSquaredError;
import dev.nn.core.optimizers.Sgd;
import dev.nn.core.train.Trainer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What layers that change images at random say that they did. The page needs a Chromium. */
class ChanceTest {
  private static final Dataset IMAGES = Dataset.of(numbers(2, 1, 5, 4), numbers(2, 3));

  private static final Layer ZOOM =
      new RandomZoom(List.of(0.3), Optional.empty(), FillMode.REFLECT, Interpolation.BILINEAR, 0);

  private static Trainer network(Layer layer) {
    return Steps.chain(
        MeanSquaredError.of(), Sgd.of(0.1), IMAGES, layer, new Flatten(), Dense.of(3));
  }

  private static Explanation explained(Layer layer, int rows) {
    try (Trainer trainer = network(layer)) {
      Dataset batch = rows == 1 ? IMAGES.select(new int[] {0}) : IMAGES;
      return new Explainer(trainer).explain(batch, 1);
    }
  }

  private static Optional<Chance.Event> event(Explanation explanation) {
    return new Chance(explanation).in(explanation.sections().get(0));
  }

  private static double number(Explanation explanation, String base, int example) {
    return explanation.names().entrySet().stream()
        .filter(each -> each.getValue().base().equals(base))
        .map(each -> explanation.values().get(each.getKey()))
        .filter(value -> value.size() == value.shape().size(0))
        .findFirst()
        .orElseThrow()
        .get(example);
  }

  private static String told(Layer layer) {
    return event(explained(layer, 1)).orElseThrow().told().get(0);
  }

  @Test
  void aMirrorImageIsSaidToBeOne() {
    Explanation explanation = explained(new RandomFlip(RandomFlip.Mode.HORIZONTAL), 2);
    Chance.Event event = event(explanation).orElseThrow();
    Tensor before = explanation.values().get(event.before());
    Tensor after = explanation.values().get(event.after());
    assertEquals(2, event.told().size());
    for (int example = 0; example < 2; example++) {
      boolean mirrored = after.get(20 * example) == before.get(20 * example + 3);
      assertEquals(
          "example %d: left and right %s r¹ < 0.5"
              .formatted(example + 1, mirrored ? "changed places, as" : "stay as they are: not"),
          event.told().get(example));
    }
    assertTrue(event.drawn().get(0).startsWith("r¹ = 0."), event.drawn()::toString);
  }

  @Test
  void whatWasDrawnIsToldAsAFactorAnAngleOrAnOffset() {
    double zoom = number(explained(ZOOM, 1), "zoom", 0);
    assertTrue(zoom > 0.7 && zoom < 1.3);
    assertEquals(
        "from pixel to pixel it goes %s pixels of the old image, so things look %s"
            .formatted(TermText.number(zoom), zoom < 1 ? "larger" : "smaller"),
        told(ZOOM));
    Layer rotation =
        new RandomRotation(List.of(0.25, 0.25), FillMode.NEAREST, Interpolation.NEAREST, 0);
    assertEquals("turned by 90° to the left", told(rotation));
    Layer translation =
        new RandomTranslation(
            List.of(0.2, 0.2), List.of(-0.5, -0.5), FillMode.NEAREST, Interpolation.NEAREST, 0);
    assertEquals("moved 1 pixels down and 2 pixels to the left", told(translation));
    assertEquals(
        "every pixel was made darker by 0.25",
        told(new RandomBrightness(List.of(-0.25, -0.25), List.of(0.0, 1.0))));
    Explanation crop = explained(new RandomCrop(3, 2), 1);
    assertEquals(
        "cut out from row %s and column %s on"
            .formatted(
                TermText.number(1 + number(crop, "top", 0)),
                TermText.number(1 + number(crop, "left", 0))),
        event(crop).orElseThrow().told().get(0));
  }

  @Test
  void otherLayersThatDrawAreShownByTheirFormulasAlone() {
    assertEquals(Optional.empty(), event(explained(Dropout.of(0.5), 1)));
  }

  @Test
  void theTextSaysWhatHappenedBeforeItSaysHow() {
    String text = new TextReport(explained(ZOOM, 1), section -> true).print();
    int told = text.indexOf("from pixel to pixel it goes");
    int before = text.indexOf("before: a⁰ [1×1×5×4]");
    int after = text.indexOf("after: a¹ [1×1×5×4]");
    int formula = text.indexOf("zoom¹ = ");
    assertTrue(0 < told && told < before && before < after && after < formula, text);
  }

  @Test
  void thePageFoldsTheFormulasUntilOneAsks(@TempDir Path folder) throws Exception {
    try (Pages pages = new Pages(folder)) {
      Browser page = pages.open(write(pages));
      page.key("ArrowRight");
      assertTrue(page.text(".explanation h2").contains("Chance in layer 1"));
      assertTrue(page.text(".told").contains("from pixel to pixel"), page.text(".told"));
      assertEquals(
          2, page.evaluate("document.querySelectorAll('.values figure').length").getAsInt());
      page.key("ArrowRight");
      assertTrue(page.evaluate("app.line.section.path").getAsString().equals("l2"));
      page.key("ArrowLeft");
      String formulas = page.text(".explanation [data-formulas]");
      assertTrue(formulas.matches("show the \\d+ formulas"), formulas);
      page.click(".explanation [data-formulas]");
      assertTrue(page.text(".explanation h2").contains("layer 1"));
      page.key("ArrowLeft");
      assertEquals("l1", page.evaluate("app.line.section.path").getAsString());
      assertEquals(
          1, page.evaluate("document.querySelectorAll('.explanation math').length").getAsInt());
      assertEquals(List.of(), page.errors());
    }
  }

  private static Pages.Page write(Pages pages) throws IOException {
    return pages.write(IMAGES, network(ZOOM), network(ZOOM));
  }
}
