package dev.nn.api.op;

import dev.nn.api.graph.Op;
import dev.nn.api.tensor.DataType;
import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.ShapeException;
import dev.nn.api.tensor.TensorType;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Texts cut into tokens. Shapes: int32 Unicode code points [batch, characters], 0 after the end →
 * int32 [batch, tokens, width], 0 after a token's end and after the last token. What does not fit
 * is left out.
 *
 * @param standardization what happens to the text first
 * @param split where it is cut
 * @param tokens most tokens of a text, ≥ 1
 * @param width most characters of a token, ≥ 1; longer ones are cut off
 */
public record TextTokens(Standardization standardization, Split split, int tokens, int width)
    implements Op {

  /** What happens to a text before it is cut. */
  public enum Standardization {
    /** Nothing. */
    NONE,
    /** Letters become small. */
    LOWER,
    /** ASCII punctuation, the apostrophe too, is dropped. */
    STRIP_PUNCTUATION,
    /** Both. */
    LOWER_AND_STRIP_PUNCTUATION;

    boolean lowers() {
      return this == LOWER || this == LOWER_AND_STRIP_PUNCTUATION;
    }

    boolean strips() {
      return this == STRIP_PUNCTUATION || this == LOWER_AND_STRIP_PUNCTUATION;
    }

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Where a text is cut. */
  public enum Split {
    /** At white space: words. */
    WHITESPACE,
    /** Everywhere: characters. */
    CHARACTER;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  @Override
  public String name() {
    return "text_tokens";
  }

  @Override
  public List<TensorType> infer(List<TensorType> inputs) {
    Elementwise.expectCount(this, inputs, 1);
    TensorType text = inputs.get(0);
    if (text.dtype() != DataType.INT32 || text.shape().rank() != 2) {
      throw new ShapeException(
          "texts are int32 code points [batch, characters], not "
              + text
              + "; a text column of the data gives such");
    }
    return List.of(text.withShape(Shape.of(text.shape().size(0), tokens, width)));
  }

  /**
   * Cuts one text. For kernels; allocates nothing.
   *
   * @param text code points; ends at the first 0
   * @param from where it begins
   * @param characters most of its characters
   * @param into gets {@code tokens · width} numbers
   * @param at where they begin
   * @return the number of tokens
   */
  public int cut(int[] text, int from, int characters, int[] into, int at) {
    Arrays.fill(into, at, at + tokens * width, 0);
    int token = 0;
    int length = 0;
    for (int i = from; i < from + characters && text[i] != 0 && token < tokens; i++) {
      int point = text[i];
      boolean space = Character.isWhitespace(point);
      if (standardization.strips() && isPunctuation(point)) {
        continue;
      }
      if (!space || split == Split.CHARACTER) {
        if (length < width) {
          into[at + token * width + length] =
              standardization.lowers() ? Character.toLowerCase(point) : point;
        }
        length++;
      }
      if (length > 0 && (space || split == Split.CHARACTER)) {
        token++;
        length = 0;
      }
    }
    return length > 0 && token < tokens ? token + 1 : token;
  }

  private static boolean isPunctuation(int point) {
    return point > ' ' && point < 127 && !Character.isLetterOrDigit(point);
  }
}
