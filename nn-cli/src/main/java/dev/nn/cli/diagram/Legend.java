package dev.nn.cli.diagram;

import java.util.ArrayList;
import java.util.List;

/**
 * What the colours mean.
 *
 * @param rows kinds side by side, as many as there is room for
 */
record Legend(List<List<Style>> rows) {
  private static final double SIZE = 11;
  private static final double ROW = 18;

  static Legend of(List<Style> styles, double width) {
    List<List<Style>> rows = new ArrayList<>();
    double x = 0;
    for (Style style : styles) {
      if (rows.isEmpty() || x + step(style) > width) {
        rows.add(new ArrayList<>());
        x = 0;
      }
      rows.get(rows.size() - 1).add(style);
      x += step(style);
    }
    return new Legend(rows);
  }

  private static double step(Style style) {
    return 16 + TextWidth.of(style.label(), SIZE) + 18;
  }

  double height() {
    return rows.size() * ROW;
  }

  void draw(Svg svg, double left, double top) {
    double y = top;
    for (List<Style> row : rows) {
      double x = left;
      for (Style style : row) {
        svg.box(style.css(), x, y + 2, 10, 10, 3);
        svg.text("detail", x + 16, y + 11, style.label());
        x += step(style);
      }
      y += ROW;
    }
  }
}
