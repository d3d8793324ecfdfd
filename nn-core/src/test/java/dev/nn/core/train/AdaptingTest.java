package dev.nn.core.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.nn.api.backend.Backend;
import dev.nn.api.backend.BackendProvider;
import dev.nn.api.data.Dataset;
import dev.nn.api.layer.Layer;
import dev.nn.api.op.TextTokens.Split;
import dev.nn.api.op.TextTokens.Standardization;
import dev.nn.api.tensor.DataType;
import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.Tensor;
import dev.nn.core.layers.Normalization;
import dev.nn.core.layers.TextVectorization;
import dev.nn.core.layers.TextVectorization.OutputMode;
import dev.nn.core.model.Model;
import dev.nn.core.network.Network;
import dev.nn.reference.ReferenceBackendProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;

/** Layers that look at the training data before training. */
class AdaptingTest {
  private static final List<String> TEXTS =
      List.of("The cat sat.", "the dog, the CAT!", "a dog's life", "");

  @Test
  void normalizationTakesMeanAndVarianceOfAllTrainingExamples() {
    // More than one batch of 256, so that batches have to be merged.
    int examples = 600;
    SplittableRandom random = new SplittableRandom(3);
    double[] x = random.doubles(examples * 2L, 1000, 1001).toArray();
    Map<String, Tensor> states =
        adapted(List.of(Normalization.of()), Tensor.of(Shape.of(examples, 2), x));
    double[] mean = new double[2];
    double[] variance = new double[2];
    for (int i = 0; i < x.length; i++) {
      mean[i % 2] += x[i] / examples;
    }
    for (int i = 0; i < x.length; i++) {
      variance[i % 2] += Math.pow(x[i] - mean[i % 2], 2) / examples;
    }
    assertArrayEquals(mean, states.get("layer_0/mean").toDoubles(), 1e-10);
    assertArrayEquals(variance, states.get("layer_0/variance").toDoubles(), 1e-12);
  }

  @Test
  void axesOfAnImageCanHaveMeansOfTheirOwn() {
    Tensor x = Tensor.of(Shape.of(2, 2, 1, 2), 1.0, 3.0, 10.0, 20.0, 5.0, 7.0, 30.0, 40.0);
    Layer channels = new Normalization(List.of(1), Optional.empty(), Optional.empty(), false);
    Map<String, Tensor> states = adapted(List.of(channels), x);
    assertArrayEquals(new double[] {4, 25}, states.get("layer_0/mean").toDoubles(), 1e-12);
    Layer all = new Normalization(List.of(), Optional.empty(), Optional.empty(), false);
    assertEquals(14.5, adapted(List.of(all), x).get("layer_0/mean").item(), 1e-12);
  }

  @Test
  void aLaterLayerSeesWhatAnEarlierOneMakesOfTheData() {
    Tensor x = Tensor.of(Shape.of(4, 1), 2.0, 4.0, 6.0, 8.0);
    Map<String, Tensor> states = adapted(List.of(Normalization.of(), Normalization.of()), x);
    assertEquals(5, states.get("layer_0/mean").item(), 1e-12);
    assertEquals(0, states.get("layer_1/mean").item(), 1e-12);
    assertEquals(1, states.get("layer_1/variance").item(), 1e-12);
  }

  @Test
  void statedMomentsStay() {
    Layer stated = new Normalization(List.of(-1), Optional.of(1.0), Optional.of(4.0), false);
    Map<String, Tensor> states = adapted(List.of(stated), Tensor.of(Shape.of(2, 1), 100.0, 200.0));
    assertEquals(1, states.get("layer_0/mean").item());
    assertEquals(4, states.get("layer_0/variance").item());
  }

  @Test
  void theVocabularyHoldsTheMostFrequentWordsFirst() {
    Tensor ids = vectorized(vectorization(5, OutputMode.INT, 4));
    // the 3, cat 2; of the rest, each once, a comes first. 0 fills up, 1 is unknown.
    assertArrayEquals(
        new int[] {2, 3, 1, 0, /**/ 2, 1, 2, 3, /**/ 4, 1, 1, 0, /**/ 0, 0, 0, 0}, ids.ints());
  }

  @Test
  void wordsCanBeCounted() {
    Tensor counts = vectorized(vectorization(4, OutputMode.COUNT, 4));
    assertArrayEquals(
        new double[] {1, 1, 1, 0, /**/ 1, 2, 1, 0, /**/ 3, 0, 0, 0, /**/ 0, 0, 0, 0},
        counts.toDoubles());
    Tensor has = vectorized(vectorization(4, OutputMode.MULTI_HOT, 4));
    assertArrayEquals(
        new double[] {1, 1, 1, 0, /**/ 1, 1, 1, 0, /**/ 1, 0, 0, 0, /**/ 0, 0, 0, 0},
        has.toDoubles());
  }

  @Test
  void rareWordsCountMoreWithTfIdf() {
    Tensor values = vectorized(vectorization(4, OutputMode.TF_IDF, 4));
    double weight = Math.log(1 + 4.0 / 3); // Both words are in two of four texts.
    assertEquals(2 * weight, values.get(4 + 1), 1e-6);
    assertEquals(weight, values.get(4 + 2), 1e-6);
  }

  private static TextVectorization vectorization(int maxTokens, OutputMode mode, int length) {
    return new TextVectorization(
        maxTokens,
        Standardization.LOWER_AND_STRIP_PUNCTUATION,
        Split.WHITESPACE,
        mode,
        Optional.of(length),
        24,
        Optional.empty());
  }

  private static Tensor vectorized(TextVectorization layer) {
    int[] points = new int[TEXTS.size() * 20];
    for (int i = 0; i < TEXTS.size(); i++) {
      int[] text = TEXTS.get(i).codePoints().toArray();
      System.arraycopy(text, 0, points, i * 20, text.length);
    }
    return withModel(
        List.of(layer),
        Tensor.of(Shape.of(TEXTS.size(), 20), points),
        (model, x) -> model.predict(Map.of("input", x), 10).get("layer_0"));
  }

  private static Map<String, Tensor> adapted(List<Layer> layers, Tensor x) {
    return withModel(layers, x, (model, input) -> model.weights().values());
  }

  private static <T> T withModel(List<Layer> layers, Tensor x, BiFunction<Model, Tensor, T> use) {
    List<Network.Node> nodes = new ArrayList<>();
    for (int i = 0; i < layers.size(); i++) {
      String input = i == 0 ? "input" : "layer_" + (i - 1);
      nodes.add(new Network.Node("layer_" + i, layers.get(i), List.of(input), true));
    }
    String last = "layer_" + (layers.size() - 1);
    Network network =
        new Network(
            List.of(new Network.Input("input", x.type().withShape(x.shape().withoutBatch()))),
            nodes,
            List.of(last));
    try (Backend backend = new ReferenceBackendProvider().open(BackendProvider.Options.DEFAULT);
        Model model = Model.create(network, DataType.FLOAT64, backend, 1)) {
      new Adapting(model, network).run(new Dataset(Map.of("input", x), Map.of(), Optional.empty()));
      return use.apply(model, x);
    }
  }
}
