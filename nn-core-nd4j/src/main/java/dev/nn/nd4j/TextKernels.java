package dev.nn.nd4j;

import dev.nn.api.op.TextTokens;
import dev.nn.api.tensor.Shape;
import java.nio.IntBuffer;
import java.util.Arrays;

/** Texts and words. */
final class TextKernels {
  private TextKernels() {}

  /** The tokens of each text. */
  static Kernel tokens(Binding binding) {
    TextTokens op = (TextTokens) binding.instruction().op();
    int texts = binding.inputType(0).shape().size(0);
    int[] text = new int[binding.inputType(0).shape().size(1)];
    int[] tokens = new int[op.tokens() * op.width()];
    IntBuffer in = binding.intInput(0);
    IntBuffer out = binding.intOutput(0);
    return () -> {
      for (int row = 0; row < texts; row++) {
        in.get(row * text.length, text);
        op.cut(text, 0, text.length, tokens, 0);
        out.put(row * tokens.length, tokens);
      }
    };
  }

  /**
   * The row of a table that equals a token, by a hash table of the rows. It is filled anew at each
   * run, since nobody tells when the table changes: 8,000 words take about 0.2 ms.
   */
  static Kernel lookup(Binding binding) {
    Shape shape = binding.inputType(1).shape();
    int rows = shape.size(0);
    int width = shape.size(1);
    IntBuffer tokens = binding.intInput(0);
    IntBuffer out = binding.intOutput(0);
    Numbers numbers = Numbers.of(binding.input(1), binding.regions());
    int[] table = new int[rows * width];
    int[] slots = new int[Integer.highestOneBit(Math.max(1, rows)) * 4];
    int[] token = new int[width];
    return () -> {
      Arrays.fill(slots, -1);
      for (int row = 0; row < rows && numbers.get(row * width) >= 0; row++) {
        for (int i = 0; i < width; i++) {
          table[row * width + i] = (int) numbers.get(row * width + i);
        }
        int slot = slot(table, row * width, width, table, slots);
        if (slots[slot] < 0) {
          slots[slot] = row;
        }
      }
      for (int i = 0; i < out.capacity(); i++) {
        tokens.get(i * width, token);
        out.put(i, slots[slot(token, 0, width, table, slots)]);
      }
    };
  }

  /** Where a token is, or where it would have to be. */
  private static int slot(int[] token, int from, int width, int[] table, int[] slots) {
    int hash = 0;
    for (int i = 0; i < width && token[from + i] != 0; i++) {
      hash = hash * 31 + token[from + i];
    }
    int slot = (hash ^ hash >>> 15) & (slots.length - 1);
    while (slots[slot] >= 0 && !equal(token, from, table, slots[slot] * width, width)) {
      slot = (slot + 1) & (slots.length - 1);
    }
    return slot;
  }

  private static boolean equal(int[] a, int fromA, int[] b, int fromB, int width) {
    return Arrays.equals(a, fromA, fromA + width, b, fromB, fromB + width);
  }
}
