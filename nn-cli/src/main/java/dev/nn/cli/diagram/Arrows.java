package dev.nn.cli.diagram;

import dev.nn.cli.layout.LayeredLayout.Point;
import java.util.List;

/** Draws arrows: straight down along rows, in curves between them. */
final class Arrows {
  private static final double HEAD = 7;

  private Arrows() {}

  /**
   * Draws an arrow.
   *
   * @param route as a layout gives it
   * @param head whether it ends here; otherwise it goes on in a frame
   */
  static void draw(Svg svg, List<Point> route, boolean head) {
    Point tip = route.get(route.size() - 1);
    StringBuilder path = new StringBuilder("M" + at(route.get(0)));
    for (int i = 1; i < route.size(); i++) {
      Point from = route.get(i - 1);
      Point to = route.get(i);
      if (i % 2 == 1 || Math.abs(from.x() - to.x()) < 0.05) {
        boolean last = head && i == route.size() - 1;
        path.append(" L").append(at(last ? new Point(to.x(), to.y() - HEAD + 1) : to));
      } else {
        double middle = (from.y() + to.y()) / 2;
        path.append(" C").append(at(new Point(from.x(), middle)));
        path.append(' ').append(at(new Point(to.x(), middle))).append(' ').append(at(to));
      }
    }
    svg.path("arrow", path.toString());
    if (head) {
      svg.path("head", "M%s l-4 -%s h8 z".formatted(at(tip), Svg.n(HEAD)));
    }
  }

  private static String at(Point point) {
    return Svg.n(point.x()) + " " + Svg.n(point.y());
  }
}
