package dev.nn.explain;

import static dev.nn.explain.Steps.numbers;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.nn.api.data.Dataset;
import dev.nn.api.layer.Layer;
import dev.nn.api.op.SparseSoftmaxCrossEntropy;
import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.Tensor;
import dev.nn.api.train.Loss;
import dev.nn.core.activations.Softmax;
import dev.nn.core.activations.Tanh;
import dev.nn.core.initializers.GlorotUniform;
import dev.nn.core.initializers.Zeros;
import dev.nn.core.layers.AveragePooling2d;
import dev.nn.core.layers.BatchNormalization;
import dev.nn.core.layers.Conv2d;
import dev.nn.core.layers.Dense;
import dev.nn.core.layers.Embedding;
import dev.nn.core.layers.Flatten;
import dev.nn.core.layers.Lstm;
import dev.nn.core.layers.MaxPooling2d;
import dev.nn.core.layers.MultiHeadAttention;
import dev.nn.core.layers.SequenceOptions;
import dev.nn.core.layers.TransformerEncoderBlock;
import dev.nn.core.losses.MeanSquaredError;
import dev.nn.core.losses.SparseCategoricalCrossentropy;
import dev.nn.core.optimizers.Adam;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Relations between the numbers of a page: its index arithmetic is its own. Needs a Chromium on the
 * PATH.
 */
class PageRelationsTest {
  @TempDir static Path folder;

  private static Pages pages;
  private static Pages.Page classes;
  private static Pages.Page images;
  private static Pages.Page pooled;
  private static Pages.Page words;
  private static Pages.Page attention;
  private static Pages.Page block;

  @BeforeAll
  static void writePages() throws Exception {
    pages = new Pages(folder);
    classes =
        write(
            SparseCategoricalCrossentropy.of(),
            Dataset.of(numbers(4, 2), Tensor.of(Shape.of(4), 2, 1, 0, 1)),
            Dense.of(4, new Tanh()),
            Dense.of(3, new Softmax(-1)));
    images =
        write(
            MeanSquaredError.of(),
            Dataset.of(numbers(4, 2, 5, 4), numbers(4, 3)),
            Conv2d.of(3, 3, new Tanh()),
            new Flatten(),
            BatchNormalization.of(),
            Dense.of(3, new Tanh()));
    pooled =
        write(
            MeanSquaredError.of(),
            Dataset.of(numbers(4, 2, 7, 6), numbers(4, 3)),
            Conv2d.of(2, 3, new Tanh()),
            MaxPooling2d.of(2),
            AveragePooling2d.of(2),
            new Flatten(),
            Dense.of(3));
    words =
        write(
            MeanSquaredError.of(),
            Dataset.of(
                Tensor.of(Shape.of(4, 3), new int[] {1, 0, 1, 4, 2, 3, 0, 0, 2, 3, 3, 1}),
                numbers(4, 2)),
            Embedding.of(5, 3),
            Lstm.of(2, SequenceOptions.SEQUENCES),
            new Flatten(),
            Dense.of(2));
    Dataset sequences = Dataset.of(numbers(4, 3, 4), numbers(4, 3, 4));
    attention = write(MeanSquaredError.of(), sequences, MultiHeadAttention.of(2, 3));
    block =
        write(
            MeanSquaredError.of(),
            sequences,
            new TransformerEncoderBlock(
                5, 2, 0.2, new Tanh(), 1e-5, new GlorotUniform(), new Zeros(), false, true));
  }

  private static Pages.Page write(Loss loss, Dataset data, Layer... layers) throws IOException {
    return pages.write(
        data,
        Steps.chain(loss, Adam.of(0.1), data, layers),
        Steps.chain(loss, Adam.of(0.1), data, layers));
  }

  @AfterAll
  static void close() throws IOException {
    pages.close();
  }

  /**
   * What an entry feeds is found by arithmetic of its own: it has to be the way back of what
   * entries are made of.
   */
  @Test
  void whatANumberFeedsIsEverythingThatIsComputedFromIt() {
    String differences =
        """
        (() => {
          const { model, relations } = app;
          const key = ([ref, entry]) => ref + ':' + entry;
          const fed = new Map(), wrong = [];
          for (const ref of relations.order) {
            for (let i = 0; i < model.size(ref); i++) {
              for (const source of relations.from(ref, i).list(1e9)) {
                if (!fed.has(key(source))) fed.set(key(source), new Set());
                fed.get(key(source)).add(key([ref, i]));
              }
            }
          }
          let checked = 0;
          for (const ref of relations.order) {
            for (let i = 0; i < model.size(ref); i++) {
              const found = relations.to(ref, i).list(1e9).map(key).sort().join();
              const expected = [...(fed.get(key([ref, i])) || [])].sort().join();
              if (found !== expected) wrong.push(`${model.names[ref].text} ${i}: ${found} instead of ${expected}`);
              checked++;
            }
          }
          return wrong.length ? wrong.slice(0, 3).join('; ') : 'right: ' + (checked > 100);
        })()
        """;
    for (Pages.Page page : List.of(classes, images, pooled, words, attention, block)) {
      assertEquals("right: true", pages.open(page).evaluate(differences).getAsString());
    }
  }

  /** The page's index arithmetic is its own; it has to agree with the engine's, entry by entry. */
  @Test
  void whatANumberIsComputedFromIsWhatTheEngineSays() {
    agrees(pages.open(classes), classes.explanation());
    agrees(pages.open(images), images.explanation());
    agrees(pages.open(attention), attention.explanation());
    agrees(pages.open(block), block.explanation());
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
        if (formula.isPresent() && !isCrossEntropy(explanation, line)) {
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

  /** Computed from z, as the page says; the engine writes it with the probabilities. */
  private static boolean isCrossEntropy(Explanation explanation, Line line) {
    return line.name().equals(Name.of("C"))
        && explanation.unfolded().graph().nodes().stream()
            .anyMatch(node -> node.op() instanceof SparseSoftmaxCrossEntropy);
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
    } else if (term instanceof Term.Cases cases) {
      eachEntry(cases.condition(), use);
      eachEntry(cases.yes(), use);
      eachEntry(cases.no(), use);
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
            + " return wrong.length ? wrong.slice(0, 5).join('; ') : 'right: ' + (checked > 120); })()";
    for (Pages.Page page : List.of(classes, images, pooled, words, attention, block)) {
      assertEquals("right: true", pages.open(page).evaluate(again).getAsString());
    }
  }
}
