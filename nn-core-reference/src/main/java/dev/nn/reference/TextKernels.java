package dev.nn.reference;

import dev.nn.api.op.TextTokens;
import dev.nn.api.op.VocabularyLookup;

/** Texts and words. */
final class TextKernels {
  private TextKernels() {}

  /** The tokens of each text, as {@link TextTokens#cut} says. */
  static Kernel tokens(TextTokens op, Operands at) {
    int texts = at.inputShape(0).size(0);
    int[] text = new int[at.inputShape(0).size(1)];
    int[] tokens = new int[op.tokens() * op.width()];
    return () -> {
      for (int row = 0; row < texts; row++) {
        for (int i = 0; i < text.length; i++) {
          text[i] = (int) at.input(0).get(row * text.length + i);
        }
        op.cut(text, 0, text.length, tokens, 0);
        for (int i = 0; i < tokens.length; i++) {
          at.output().set(row * tokens.length + i, tokens[i]);
        }
      }
    };
  }

  /** The first row of the table that equals a token. */
  static Kernel lookup(VocabularyLookup op, Operands at) {
    int rows = at.inputShape(1).size(0);
    int width = at.inputShape(1).size(1);
    return () -> {
      for (int i = 0; i < at.output().size(); i++) {
        int found = -1;
        for (int row = 0; row < rows && found < 0 && isUsed(at, row * width); row++) {
          if (equal(at, i * width, row * width, width)) {
            found = row;
          }
        }
        at.output().set(i, found);
      }
    };
  }

  private static boolean isUsed(Operands at, int row) {
    return at.input(1).get(row) >= 0;
  }

  private static boolean equal(Operands at, int token, int row, int width) {
    for (int j = 0; j < width; j++) {
      if (at.input(0).get(token + j) != at.input(1).get(row + j)) {
        return false;
      }
    }
    return true;
  }
}
