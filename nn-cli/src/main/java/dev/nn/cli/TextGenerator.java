package dev.nn.cli;

import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.Tensor;
import dev.nn.config.Session;
import dev.nn.core.model.Model;
import dev.nn.core.train.Objective;
import dev.nn.data.TextPreprocessing;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/**
 * Draws one token after the other: P(next = k) ∝ aₖ^(1/T), a the model's probabilities at the last
 * place of what has been written so far, of which it sees the last {@code sequence_length} tokens.
 * While there are fewer, they stand at the left; what follows them is filled up, which does not
 * matter to a model whose output at a place depends on nothing after it.
 */
final class TextGenerator {
  private final Model model;
  private final String input;
  private final Objective objective;
  private final boolean logits;
  private final TextPreprocessing text;
  private final double temperature;
  private final SplittableRandom random;

  /**
   * @param temperature T; 0 takes the likeliest
   * @throws UsageException if the model does not predict a token at every place
   */
  TextGenerator(Session session, TextPreprocessing text, double temperature, long seed) {
    this.model = session.model();
    this.text = text;
    this.temperature = temperature;
    this.random = new SplittableRandom(seed);
    this.input = session.assembly().network().inputs().get(0).name();
    this.objective = session.assembly().objectives().get(0);
    OutputReading reading = OutputReading.of(session, objective);
    this.logits = reading.logits();
    List<Integer> expected = List.of(text.sequenceLength(), text.vocabulary().tokens().size());
    if (!reading.example().toList().equals(expected)) {
      throw new UsageException(
          "output '%s' is %s for each example; to write a text it must be %s: a score for every token at every place"
              .formatted(objective.output(), reading.example(), expected),
          "");
    }
  }

  /**
   * Continues a text.
   *
   * @param begin at least one token
   * @param length tokens to add
   * @param out takes each as it is drawn
   */
  void write(int[] begin, int length, Consumer<String> out) {
    int window = text.sequenceLength();
    int[] written = Arrays.copyOf(begin, begin.length + length);
    for (int count = begin.length; count < written.length; count++) {
      int seen = Math.min(count, window);
      int[] context = Arrays.copyOf(Arrays.copyOfRange(written, count - seen, count), window);
      Tensor tokens = Tensor.of(Shape.of(1, window), context);
      Tensor scores = model.predict(Map.of(input, tokens), 1).get(objective.output());
      written[count] = draw(scores, seen - 1);
      List<String> names = text.vocabulary().tokens();
      out.accept(text.vocabulary().piece(names.get(written[count - 1]), names.get(written[count])));
    }
  }

  /** A token other than 0, the unknown one. */
  private int draw(Tensor scores, int place) {
    int classes = text.vocabulary().tokens().size();
    double[] weights = new double[classes];
    int greatest = 1;
    for (int k = 1; k < classes; k++) {
      double score = scores.get(place * classes + k);
      weights[k] = logits ? score : Math.log(Math.max(score, 1e-30));
      greatest = weights[k] > weights[greatest] ? k : greatest;
    }
    if (temperature == 0) {
      return greatest;
    }
    double top = weights[greatest];
    double sum = 0;
    for (int k = 1; k < classes; k++) {
      weights[k] = Math.exp((weights[k] - top) / temperature);
      sum += weights[k];
    }
    double left = random.nextDouble() * sum;
    for (int k = 1; k < classes; k++) {
      left -= weights[k];
      if (left < 0) {
        return k;
      }
    }
    return greatest;
  }
}
