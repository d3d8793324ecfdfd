package dev.nn.data;

import dev.nn.api.data.DataException;
import dev.nn.api.data.DataRequest;
import dev.nn.api.data.DataRequest.TargetKind;
import dev.nn.api.data.DataSource;
import dev.nn.api.data.Dataset;
import dev.nn.api.data.PreparedData;
import dev.nn.api.spec.Default;
import dev.nn.api.spec.Doc;
import dev.nn.api.spec.Inline;
import dev.nn.api.spec.Range;
import dev.nn.api.spec.Type;
import dev.nn.api.tensor.DataType;
import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.TensorType;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A text for language models, which predict the next token at every place. Input: int32 {@code
 * [examples, T]}, windows of T tokens; target: int32 {@code [examples, T]}, the same windows one
 * token later. The classes are the vocabulary of the training part; 0, {@code [UNK]}, is whatever
 * does not occur there.
 *
 * @param file where it is: {@code path} or {@code download}; UTF-8
 * @param level whether a token is a character or a word; default {@code character}
 * @param sequenceLength T; default 100
 * @param stride tokens from the beginning of one window to that of the next; default T: every token
 *     is in one window. Memory grows by T / stride
 * @param vocabularySize the most classes, the most frequent tokens; left out, all
 * @param lowercase whether upper case is made lower case first; default false
 * @param split how the text is divided, by position and not shuffled: training first, then
 *     validation, then test; left out, all is for training
 */
@Type("text")
@Doc("A text, to predict the next character or word at every place")
public record TextSource(
    @Inline DataFile file,
    @Doc("What a token is") @Default("character") Vocabulary.Level level,
    @Doc("Tokens in a window") @Default("100") @Range(min = 1) int sequenceLength,
    @Doc("Tokens from one window to the next; left out: windows side by side") @Range(min = 1)
        Optional<Integer> stride,
    @Doc("The most classes; left out: all tokens") @Range(min = 2) Optional<Integer> vocabularySize,
    @Doc("Make upper case lower case") @Default("false") boolean lowercase,
    @Doc("How the text is divided, by position; left out: all is for training")
        Optional<Split> split)
    implements DataSource {

  @Override
  public Map<String, TensorType> inputTypes() {
    return Map.of("input", new TensorType(DataType.INT32, Shape.of(sequenceLength)));
  }

  @Override
  public PreparedData load(DataRequest request) {
    if (request.targetKind() != TargetKind.CLASS_INDEX) {
      throw DataException.inKey(
          "type",
          "the target of 'text' is the number of the next token; use sparse_categorical_crossentropy");
    }
    Path path = file.locate(request);
    List<String> tokens = Vocabulary.split(level, lowercase, TextFile.read(path));
    Positions parts = Positions.of(split, tokens.size());
    Vocabulary vocabulary =
        Vocabulary.fit(level, lowercase, tokens.subList(0, parts.trainEnd()), vocabularySize);
    TextPreprocessing preprocessing = new TextPreprocessing(vocabulary, sequenceLength);
    int[] encoded = vocabulary.encode(tokens, token -> {});
    List<String> warnings = new ArrayList<>();
    warnUnknown("training", encoded, 0, parts.trainEnd(), warnings);
    warnUnknown("validation", encoded, parts.trainEnd(), parts.validationEnd(), warnings);
    warnUnknown("test", encoded, parts.validationEnd(), parts.testEnd(), warnings);
    return new PreparedData(
        part(preprocessing, encoded, 0, parts.trainEnd()).orElseThrow(() -> empty(path)),
        part(preprocessing, encoded, parts.trainEnd(), parts.validationEnd()),
        part(preprocessing, encoded, parts.validationEnd(), parts.testEnd()),
        Map.of(DataRequest.ONLY, vocabulary.tokens()),
        Map.of(),
        preprocessing,
        warnings);
  }

  private Optional<Dataset> part(TextPreprocessing preprocessing, int[] tokens, int from, int to) {
    return from == to
        ? Optional.empty()
        : Optional.of(preprocessing.dataset(tokens, from, to, stride.orElse(sequenceLength)));
  }

  private static DataException empty(Path path) {
    return DataException.at(path, 0, "there is no text to learn from");
  }

  private static void warnUnknown(
      String part, int[] tokens, int from, int to, List<String> warnings) {
    int unknown = 0;
    for (int i = from; i < to; i++) {
      unknown += tokens[i] == 0 ? 1 : 0;
    }
    if (unknown > 0) {
      warnings.add(
          "%,d of %,d tokens of the %s part are not in the vocabulary, and count as %s"
              .formatted(unknown, to - from, part, Vocabulary.UNKNOWN));
    }
  }
}
