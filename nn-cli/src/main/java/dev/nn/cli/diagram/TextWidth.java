package dev.nn.cli.diagram;

/**
 * About how wide a text is. Whoever looks at a drawing has fonts of their own; those of the usual
 * sans-serif kind have nearly the proportions of Helvetica, whose widths these are.
 */
final class TextWidth {
  /** Of the characters from space to ~, in thousandths of the font's size. */
  private static final int[] WIDTHS = {
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556,
        556,
    556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667, 611,
        778,
    722, 278, 500, 667, 556, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611,
        278,
    278, 278, 469, 556, 333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556,
        556,
    556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584
  };

  /** For other fonts of the kind, some of which are wider. */
  private static final double MARGIN = 1.06;

  /** Bold letters are that much wider. */
  private static final double BOLD = 1.07;

  private TextWidth() {}

  static double of(String text, double size) {
    double sum = text.codePoints().mapToDouble(TextWidth::width).sum();
    return sum / 1000 * size * MARGIN;
  }

  static double bold(String text, double size) {
    return of(text, size) * BOLD;
  }

  private static double width(int c) {
    if (c >= ' ' && c <= '~') {
      return WIDTHS[c - ' '];
    }
    // Ideographs are squares; what else there is is about as wide as an o.
    return c >= 0x2E80 ? 1000 : 600;
  }
}
