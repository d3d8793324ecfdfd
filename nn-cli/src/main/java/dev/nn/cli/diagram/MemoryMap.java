package dev.nn.cli.diagram;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A drawing of memory over time: each value is a rectangle, as high as it is large, where it lies,
 * and as wide as it lives.
 *
 * @param title what it is of
 * @param facts a few numbers, to stand below the title
 * @param spans the values
 * @param steps how many steps there are; time goes from one before the first to one after the last
 * @param bytes of the memory
 */
public record MemoryMap(String title, List<String> facts, List<Span> spans, int steps, long bytes) {
  private static final double LEFT = 64;
  private static final double BOTTOM = 40;
  private static final double WIDE = 900;
  private static final double HIGH = 460;

  /** Copies the lists. */
  public MemoryMap {
    facts = List.copyOf(facts);
    spans = List.copyOf(spans);
  }

  /**
   * A value.
   *
   * @param label what it is, shown where there is room
   * @param style what kind of thing it is
   * @param from first step; −1 for before the first
   * @param to last step, itself included
   * @param offset of its first byte
   * @param bytes how many
   */
  public record Span(String label, Style style, int from, int to, long offset, long bytes) {}

  /** The text of an SVG. */
  public String print() {
    Set<Style> styles = EnumSet.noneOf(Style.class);
    spans.forEach(span -> styles.add(span.style()));
    return Page.print(title, facts, List.copyOf(styles), new Chart());
  }

  /** Whether the last step that reads a value writes over it. */
  private boolean isOverwritten(Span span) {
    return spans.stream()
        .anyMatch(
            next ->
                next.from() == span.to()
                    && next.from() > span.from()
                    && next.offset() < span.offset() + span.bytes()
                    && span.offset() < next.offset() + next.bytes());
  }

  /** The rectangles, with axes. */
  private final class Chart implements Sketch {
    @Override
    public double width() {
      return LEFT + WIDE;
    }

    @Override
    public double height() {
      return HIGH + BOTTOM;
    }

    private double x(double step) {
      return LEFT + (step + 1) / (steps + 2) * WIDE;
    }

    private double y(double byteAt) {
      return HIGH - byteAt / Math.max(1, bytes) * HIGH;
    }

    @Override
    public void draw(Svg svg, double x, double y) {
      svg.raw("<g transform=\"translate(%s %s)\">\n".formatted(Svg.n(x), Svg.n(y)));
      svg.box("frame", LEFT, 0, WIDE, HIGH, 0);
      axes(svg);
      spans.forEach(span -> span(svg, span));
      svg.raw("</g>\n");
    }

    private void axes(Svg svg) {
      double unit = bytes < 1 << 20 ? 1024 : 1 << 20;
      double step = nice(bytes / unit / 6);
      for (int i = 0; i * step * unit <= bytes; i++) {
        double at = i * step * unit;
        svg.path("grid", "M%s %s h%s".formatted(Svg.n(LEFT), Svg.n(y(at)), Svg.n(WIDE)));
        String size = String.format(Locale.ROOT, "%.3f", i * step).replaceAll("\\.?0+$", "");
        svg.text("size", LEFT - 8, y(at) + 4, size + (unit == 1024 ? " KiB" : " MiB"));
      }
      int each = (int) Math.max(1, nice(steps / 12.0));
      for (int i = 0; i < steps; i += each) {
        svg.text("tick", x(i + 0.5), HIGH + 16, String.valueOf(i));
      }
      svg.text("tick", LEFT + WIDE / 2, HIGH + 34, "instruction");
    }

    private void span(Svg svg, Span span) {
      double left = x(span.from());
      double width = x(isOverwritten(span) ? span.to() : span.to() + 1) - left;
      double top = y(span.offset() + span.bytes());
      double height = y(span.offset()) - top;
      String css = height < 3 ? "span thin " : "span ";
      svg.box(css + span.style().css(), left, top, width, height, Math.min(2, height / 2));
      if (height > 13 && width > TextWidth.of(span.label(), 11) + 10) {
        svg.text("inside", left + 5, top + Math.min(height / 2 + 4, 14), span.label());
      }
    }
  }

  /** The next larger of 1, 2, 5, 10, 20, …, or of tenths of them. */
  static double nice(double least) {
    double power = Math.pow(10, Math.floor(Math.log10(Math.max(least, 1e-9))));
    for (double factor : new double[] {1, 2, 5}) {
      if (factor * power >= least) {
        return factor * power;
      }
    }
    return 10 * power;
  }
}
