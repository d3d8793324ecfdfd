package dev.nn.cli.diagram;

/**
 * The first line of a box or frame: its name and kind on the left, how often it comes, and what it
 * gives out on the right.
 */
record Label(String title, String subtitle, int times, String corner) {
  private static final double NAME = 13;
  private static final double KIND = 12;
  private static final double PILL = 30;

  /** All of it, with room between left and right. */
  double width() {
    double right = TextWidth.of(corner, KIND);
    return left() + (right > 0 ? 18 + right : 0);
  }

  private double left() {
    return titles() + (times > 1 ? 9 + PILL : 0);
  }

  private double titles() {
    double kind = subtitle.isEmpty() ? 0 : 7 + TextWidth.of(subtitle, KIND);
    return TextWidth.bold(title, NAME) + kind;
  }

  /**
   * Draws it.
   *
   * @param base of the letters
   * @param right where it ends
   * @param halo whether lines may run behind it
   */
  void draw(Svg svg, double left, double base, double right, boolean halo) {
    String around = halo ? " halo" : "";
    svg.text("name" + around, left, base, title, "kind", subtitle);
    if (times > 1) {
      double pill = left + titles() + 9;
      svg.box("times", pill, base - 12.5, PILL, 16, 8);
      svg.text("count", pill + PILL / 2, base - 0.5, "× " + times);
    }
    svg.text("shape" + around, right, base, corner);
  }
}
