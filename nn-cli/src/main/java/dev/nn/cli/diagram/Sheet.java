package dev.nn.cli.diagram;

/** A box or frame, with another sheet below it if there are several. */
final class Sheet {
  /** How far the sheet below looks out. */
  private static final double STEP = 5;

  private Sheet() {}

  /** What the sheet below adds to width and height. */
  static double room(int times) {
    return times > 1 ? STEP : 0;
  }

  /**
   * Draws it.
   *
   * @param width with that of the sheet below
   * @param height with that of the sheet below
   */
  static void draw(
      Svg svg,
      String css,
      double x,
      double y,
      double width,
      double height,
      double round,
      int times) {
    double room = room(times);
    if (times > 1) {
      svg.box("sheet", x + room, y + room, width - room, height - room, round);
    }
    svg.box(css, x, y, width - room, height - room, round);
  }
}
