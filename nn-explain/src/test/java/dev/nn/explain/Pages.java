package dev.nn.explain;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.nn.api.data.Dataset;
import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.Tensor;
import dev.nn.core.activations.Relu;
import dev.nn.core.activations.Softmax;
import dev.nn.core.layers.Dense;
import dev.nn.core.layers.Dropout;
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

/** Pages of small networks, and the browser that shows them, if there is a Chromium on the PATH. */
final class Pages implements AutoCloseable {
  static final Subject SUBJECT =
      new Subject(
          "flowers & co",
          "reference",
          1,
          1,
          4,
          "initial weights",
          Map.of("input", List.of("length", "width")),
          Map.of("l2", List.of("rose", "tulip", "</script>")));

  private final Path folder;
  private Optional<Browser> browser = Optional.empty();
  private int written;

  /**
   * @param folder for the pages
   */
  Pages(Path folder) throws IOException, InterruptedException {
    this.folder = folder;
    if (Browser.binary().isPresent()) {
      browser = Optional.of(Browser.start());
      browser.get().size(1400, 900);
    }
  }

  /**
   * A page of some steps of a training, on the first example.
   *
   * @param explanation of the first of them
   */
  record Page(Path file, Explanation explanation) {}

  /**
   * Writes a page of the steps 1 and 3.
   *
   * @param exact the same network again, for proofs; both are closed
   */
  Page write(Dataset data, Trainer trainer, Trainer exact) throws IOException {
    return write(data, trainer, exact, List.of(1L, 3L));
  }

  /** Writes a page of some steps, as above. */
  Page write(Dataset data, Trainer trainer, Trainer exact, List<Long> shown) throws IOException {
    Path file = folder.resolve("page" + written++ + ".html");
    StringWriter text = new StringWriter();
    HtmlReport report = new HtmlReport(SUBJECT, trainer.network(), text, shown.size());
    List<Explanation> steps = new ArrayList<>();
    try (trainer;
        exact) {
      new Recorder(trainer, data, data.select(new int[] {0}), Optional.of(exact))
          .record(shown, steps::add);
    }
    for (Explanation step : steps) {
      report.add(step);
    }
    report.end();
    Files.writeString(file, text.toString());
    return new Page(file, steps.get(0));
  }

  /** Fifty steps of the network of configs/digits.yaml. */
  Page digits() throws IOException {
    Dataset data = Dataset.of(Steps.numbers(4, 64), Tensor.of(Shape.of(4), 2, 1, 0, 1));
    return write(data, digits(data), digits(data), Recorder.steps(1, 50));
  }

  private static Trainer digits(Dataset data) {
    return Steps.chain(
        SparseCategoricalCrossentropy.of(),
        Adam.of(0.005),
        data,
        Dense.of(128, Relu.of()),
        Dropout.of(0.3),
        Dense.of(10, new Softmax(-1)));
  }

  /** Opens a page; without a browser, the test is skipped. */
  Browser open(Page page) {
    assumeTrue(browser.isPresent(), "no chromium or google-chrome on the PATH");
    browser.get().open(page.file());
    return browser.get();
  }

  @Override
  public void close() throws IOException {
    if (browser.isPresent()) {
      browser.get().close();
    }
  }
}
