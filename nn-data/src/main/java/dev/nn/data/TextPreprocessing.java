package dev.nn.data;

import dev.nn.api.data.DataException;
import dev.nn.api.data.Dataset;
import dev.nn.api.data.Preprocessing;
import dev.nn.api.data.RawExamples;
import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.Tensor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * From a text to windows of T tokens: inputs int32 {@code [examples, T]}, tokens k … k + T − 1;
 * targets int32 {@code [examples, T]}, tokens k + 1 … k + T.
 *
 * @param vocabulary numbers of the tokens
 * @param sequenceLength T
 */
public record TextPreprocessing(Vocabulary vocabulary, int sequenceLength)
    implements Preprocessing {
  static final String TYPE = "text";

  /** A gigabyte, inputs and targets together. */
  private static final long MOST_TOKENS = 1L << 27;

  /** Windows side by side, the last one shifted back to end with the text. */
  @Override
  public RawExamples read(Path file) {
    Set<String> unknown = new LinkedHashSet<>();
    int[] tokens = vocabulary.encode(TextFile.read(file), unknown::add);
    if (tokens.length < sequenceLength) {
      throw tooShort(file, tokens.length, sequenceLength);
    }
    int[] starts =
        IntStream.range(0, (tokens.length + sequenceLength - 1) / sequenceLength)
            .map(i -> Math.min(i * sequenceLength, tokens.length - sequenceLength))
            .toArray();
    List<List<String>> rows = new ArrayList<>();
    for (int start : starts) {
      int[] window = Arrays.copyOfRange(tokens, start, start + sequenceLength);
      rows.add(List.of(vocabulary.decode(window)));
    }
    List<String> warnings =
        unknown.isEmpty()
            ? List.of()
            : List.of(file.getFileName() + " has what training never saw: " + Listing.of(unknown));
    return new RawExamples(
        Map.of("input", windows(tokens, starts, 0)), List.of("text"), rows, warnings);
  }

  @Override
  public Dataset readLabelled(Path file) {
    int[] tokens = vocabulary.encode(TextFile.read(file), token -> {});
    if (tokens.length <= sequenceLength) {
      throw tooShort(file, tokens.length, sequenceLength + 1);
    }
    return dataset(tokens, 0, tokens.length, sequenceLength);
  }

  private static DataException tooShort(Path file, int found, int needed) {
    return DataException.at(
        file, 0, "expected at least %d tokens, found %d".formatted(needed, found));
  }

  /**
   * The windows of a part of a text.
   *
   * @param stride tokens from the beginning of one window to that of the next
   * @throws DataException if the part has no window, or more than fit in memory
   */
  Dataset dataset(int[] tokens, int from, int to, int stride) {
    int count = to - from <= sequenceLength ? 0 : (to - from - sequenceLength - 1) / stride + 1;
    if (count == 0) {
      throw DataException.inKey(
          "sequence_length",
          "a part of %d tokens has no window of %d and the token after it; use shorter windows or more text"
              .formatted(to - from, sequenceLength));
    }
    if ((long) count * sequenceLength > MOST_TOKENS) {
      throw DataException.inKey(
          "stride",
          "%,d windows of %d tokens do not fit in memory; use a greater stride (left out: %d)"
              .formatted(count, sequenceLength, sequenceLength));
    }
    int[] starts = IntStream.range(0, count).map(i -> from + i * stride).toArray();
    return Dataset.of(windows(tokens, starts, 0), windows(tokens, starts, 1));
  }

  private Tensor windows(int[] tokens, int[] starts, int shift) {
    int[] values = new int[starts.length * sequenceLength];
    for (int i = 0; i < starts.length; i++) {
      System.arraycopy(tokens, starts[i] + shift, values, i * sequenceLength, sequenceLength);
    }
    return Tensor.of(Shape.of(starts.length, sequenceLength), values);
  }

  @Override
  public Map<String, Object> describe() {
    Map<String, Object> description = new LinkedHashMap<>();
    description.put("type", TYPE);
    description.put("vocabulary", vocabulary.describe());
    description.put("sequence_length", sequenceLength);
    return description;
  }

  static TextPreprocessing fromDescription(Description described) {
    return new TextPreprocessing(
        Vocabulary.fromDescription(described.map("vocabulary")),
        (int) described.number("sequence_length"));
  }
}
