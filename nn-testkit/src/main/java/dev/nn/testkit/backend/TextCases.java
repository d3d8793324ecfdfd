package dev.nn.testkit.backend;

import dev.nn.api.op.TextTokens;
import dev.nn.api.op.TextTokens.Split;
import dev.nn.api.op.TextTokens.Standardization;
import dev.nn.api.op.VocabularyLookup;
import dev.nn.api.tensor.DataType;
import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Texts cut into tokens, and tokens looked up. */
final class TextCases {
  private static final List<String> TEXTS =
      List.of(
          "",
          "One two.  Three!",
          "  it's  ",
          "\u00c4rger \ud83d\ude00 o\u0301",
          "a\tb\nc d e f g h");

  private TextCases() {}

  static List<OpCase> all() {
    List<OpCase> cases = new ArrayList<>();
    Tensor texts = points(TEXTS, 20);
    for (Standardization standardization : Standardization.values()) {
      for (Split split : Split.values()) {
        for (int[] size : new int[][] {{1, 1}, {3, 4}, {20, 7}}) {
          cases.add(
              OpCase.of(new TextTokens(standardization, split, size[0], size[1]), texts).exactly());
        }
      }
    }
    List<String> words = List.of("", "[UNK]", "one", "two", "two", "on", "Aa", "BB");
    Tensor tokens =
        points(List.of("two", "one", "BB", "Aa", "", "three", "on", "o", "twoo", "spare"), 6);
    for (DataType dtype : List.of(DataType.FLOAT32, DataType.FLOAT64)) {
      cases.add(OpCase.of(new VocabularyLookup(), tokens, table(words, 0, dtype)).exactly());
      cases.add(OpCase.of(new VocabularyLookup(), tokens, table(words, 5, dtype)).exactly());
      cases.add(OpCase.of(new VocabularyLookup(), tokens, table(List.of(), 3, dtype)).exactly());
    }
    return cases;
  }

  private static Tensor points(List<String> texts, int width) {
    int[] points = new int[texts.size() * width];
    for (int i = 0; i < texts.size(); i++) {
      int[] text = texts.get(i).codePoints().toArray();
      System.arraycopy(text, 0, points, i * width, text.length);
    }
    return Tensor.of(Shape.of(texts.size(), width), points);
  }

  /** Some words, and rows that are not in use: below zero, and after it something to be ignored. */
  private static Tensor table(List<String> words, int unused, DataType dtype) {
    int width = 6;
    double[] rows =
        Arrays.copyOf(points(words, width).toDoubles(), (words.size() + unused) * width);
    if (unused > 0) {
      rows[words.size() * width] = -1;
      int[] spare = "spare".codePoints().toArray();
      for (int i = 0; unused > 1 && i < spare.length; i++) {
        rows[(words.size() + 1) * width + i] = spare[i];
      }
    }
    return Tensor.of(Shape.of(words.size() + unused, width), rows).cast(dtype);
  }
}
