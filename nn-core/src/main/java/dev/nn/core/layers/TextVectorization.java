package dev.nn.core.layers;

import dev.nn.api.graph.Value;
import dev.nn.api.layer.AdaptedLayer;
import dev.nn.api.layer.Initializer;
import dev.nn.api.layer.LayerScope;
import dev.nn.api.op.Comparison;
import dev.nn.api.op.ScatterAdd;
import dev.nn.api.op.TextTokens;
import dev.nn.api.op.VocabularyLookup;
import dev.nn.api.spec.Default;
import dev.nn.api.spec.Doc;
import dev.nn.api.spec.Range;
import dev.nn.api.spec.Type;
import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.ShapeException;
import dev.nn.api.tensor.Tensor;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Texts to numbers: cut into tokens, each replaced by its number in a vocabulary. The vocabulary is
 * made of the most frequent tokens of the training texts, ties in alphabetical order. Shapes: x
 * int32 code points [batch, characters] → y int32 [batch, tokens] if output_mode is int, where 0
 * fills up short texts and 1 stands for unknown tokens; otherwise y [batch, max_tokens], where
 * number 0 stands for unknown tokens: 1 for each token that occurs (multi_hot), how often it occurs
 * (count), or that times ln(1 + N/(1 + n)) for a token that occurs in n of N training texts
 * (tf_idf). State: {@code vocabulary} [max_tokens, max_token_length], with tf_idf {@code idf}
 * [max_tokens]. As Keras's layer of this name.
 *
 * @param maxTokens size of the vocabulary with its reserved numbers, ≥ 3
 * @param standardize what happens to a text before it is cut
 * @param split where it is cut
 * @param outputMode what a text becomes
 * @param outputSequenceLength tokens of a text, ≥ 1; left out, as many as can be in the longest
 * @param maxTokenLength characters that count in a token, ≥ 1
 * @param vocabulary the tokens, most frequent first; left out, those of the training texts
 */
@Type("text_vectorization")
@Doc("texts to the numbers of their words or characters, by a vocabulary from the training data")
public record TextVectorization(
    @Default("20000") @Doc("size of the vocabulary") @Range(min = 3) int maxTokens,
    @Default("lower_and_strip_punctuation") @Doc("what happens to a text before it is cut")
        TextTokens.Standardization standardize,
    @Default("whitespace") @Doc("where a text is cut") TextTokens.Split split,
    @Default("int") @Doc("what a text becomes") OutputMode outputMode,
    @Doc("tokens of a text; left out: as many as can be") @Range(min = 1)
        Optional<Integer> outputSequenceLength,
    @Default("24") @Doc("characters that count in a token") @Range(min = 1) int maxTokenLength,
    @Doc("the tokens; left out: those of the training texts") Optional<List<String>> vocabulary)
    implements AdaptedLayer {

  private static final String UNKNOWN = "[UNK]";

  /** What a text becomes. */
  public enum OutputMode {
    /** The numbers of its tokens, in order. */
    INT,
    /** 1 for each token of the vocabulary that it has. */
    MULTI_HOT,
    /** How often it has each. */
    COUNT,
    /** That, with rare tokens counting more. */
    TF_IDF;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * @throws IllegalArgumentException if the vocabulary is larger than max_tokens allows
   */
  public TextVectorization {
    if (vocabulary.isPresent() && vocabulary.get().size() > maxTokens - 2) {
      throw new IllegalArgumentException(
          "vocabulary has %d tokens; with the two reserved ones, max_tokens has to be %d"
              .formatted(vocabulary.get().size(), vocabulary.get().size() + 2));
    }
    if (vocabulary.isPresent() && outputMode == OutputMode.TF_IDF) {
      throw new IllegalArgumentException(
          "output_mode tf_idf needs the training texts, so it cannot have a fixed vocabulary");
    }
  }

  /** Everything as by default. */
  public static TextVectorization of(int maxTokens, int outputSequenceLength) {
    return new TextVectorization(
        maxTokens,
        TextTokens.Standardization.LOWER_AND_STRIP_PUNCTUATION,
        TextTokens.Split.WHITESPACE,
        OutputMode.INT,
        Optional.of(outputSequenceLength),
        24,
        Optional.empty());
  }

  /**
   * @throws ShapeException if x is not text
   */
  @Override
  public Value apply(LayerScope scope, Value x) {
    Value tokens = scope.builder().emit(cutting(x.shape()), x);
    Shape tableShape = Shape.of(maxTokens, maxTokenLength);
    Initializer first = (spec, random) -> table(vocabulary.orElse(List.of()));
    Value table = scope.state("vocabulary", tableShape, first);
    Value found = scope.builder().emit(new VocabularyLookup(), tokens, table);
    Value ids = found.compare(Comparison.LESS, found.constant(0)).select(found.constant(1), found);
    return outputMode == OutputMode.INT ? ids : counted(scope, ids);
  }

  private TextTokens cutting(Shape text) {
    // A token and the space after it take two characters at least.
    int characters = text.rank() == 2 ? text.size(1) : 1;
    int possible = split == TextTokens.Split.CHARACTER ? characters : (characters + 1) / 2;
    int tokens = outputSequenceLength.orElse(Math.max(1, possible));
    return new TextTokens(standardize, split, tokens, maxTokenLength);
  }

  private Value counted(LayerScope scope, Value ids) {
    int batch = ids.shape().size(0);
    int[] firsts = new int[batch];
    Arrays.setAll(firsts, i -> i * maxTokens);
    Value row = scope.builder().constant(Tensor.of(Shape.of(batch, 1), firsts));
    Value number = ids.add(-1).maximum(0);
    Value counts = ids.greater(0).cast(scope.dtype());
    Value sums =
        scope
            .builder()
            .emit(new ScatterAdd(batch * maxTokens), number.add(row), counts)
            .reshape(batch, maxTokens);
    return switch (outputMode) {
      case MULTI_HOT -> sums.minimum(1);
      case TF_IDF ->
          sums.multiply(scope.state("idf", Shape.of(maxTokens), (spec, random) -> ones()));
      default -> sums;
    };
  }

  private double[] ones() {
    double[] ones = new double[maxTokens];
    Arrays.fill(ones, 1);
    return ones;
  }

  /** Rows of code points: the empty token, the unknown one, the vocabulary, unused rows. */
  private double[] table(List<String> tokens) {
    double[] table = new double[maxTokens * maxTokenLength];
    Arrays.fill(table, (2 + tokens.size()) * maxTokenLength, table.length, -1);
    write(UNKNOWN, table, maxTokenLength);
    for (int i = 0; i < tokens.size(); i++) {
      write(tokens.get(i), table, (2 + i) * maxTokenLength);
    }
    return table;
  }

  private void write(String token, double[] table, int at) {
    int[] points = token.codePoints().limit(maxTokenLength).toArray();
    for (int i = 0; i < points.length; i++) {
      table[at + i] = points[i];
    }
  }

  @Override
  public Optional<Adaptation> adaptation() {
    return vocabulary.isPresent() ? Optional.empty() : Optional.of(new Counting());
  }

  /** Counts tokens, and in how many texts each occurs. */
  private final class Counting implements Adaptation {
    private final Map<String, int[]> counts = new HashMap<>();
    private int texts;

    @Override
    public void see(Tensor x) {
      int characters = x.shape().size(1);
      TextTokens cutting =
          new TextTokens(standardize, split, Math.max(1, characters), maxTokenLength);
      int[] cut = new int[cutting.tokens() * maxTokenLength];
      for (int row = 0; row < x.shape().size(0); row++) {
        int found = cutting.cut(x.ints(), row * characters, characters, cut, 0);
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < found; i++) {
          String token = token(cut, i * maxTokenLength);
          int[] count = counts.computeIfAbsent(token, key -> new int[2]);
          count[0]++;
          count[1] += seen.add(token) ? 1 : 0;
        }
        texts++;
      }
    }

    private String token(int[] cut, int from) {
      int length = 0;
      while (length < maxTokenLength && cut[from + length] != 0) {
        length++;
      }
      return new String(cut, from, length);
    }

    @Override
    public Map<String, Tensor> states() {
      List<String> kept =
          counts.entrySet().stream()
              .sorted(
                  Map.Entry.<String, int[]>comparingByValue((a, b) -> b[0] - a[0])
                      .thenComparing(Map.Entry.comparingByKey()))
              .limit(maxTokens - 2)
              .map(Map.Entry::getKey)
              .toList();
      Tensor vocabulary = Tensor.of(Shape.of(maxTokens, maxTokenLength), table(kept));
      return outputMode == OutputMode.TF_IDF
          ? Map.of("vocabulary", vocabulary, "idf", Tensor.of(Shape.of(maxTokens), idf(kept)))
          : Map.of("vocabulary", vocabulary);
    }

    /** Number 0, the unknown tokens, gets the mean of the others. */
    private double[] idf(List<String> kept) {
      double[] idf = new double[maxTokens];
      double sum = 0;
      for (int i = 0; i < kept.size(); i++) {
        idf[i + 1] = Math.log(1 + (double) texts / (1 + counts.get(kept.get(i))[1]));
        sum += idf[i + 1];
      }
      idf[0] = kept.isEmpty() ? 1 : sum / kept.size();
      return idf;
    }
  }
}
