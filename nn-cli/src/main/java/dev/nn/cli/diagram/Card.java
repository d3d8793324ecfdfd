package dev.nn.cli.diagram;

import dev.nn.cli.diagram.Diagram.Box;
import java.util.List;

/** A box: its name and kind, below them details; shape and size on the right. */
record Card(Box box) implements Sketch {
  private static final double DETAIL = 11;
  private static final double LINE = 15;
  private static final double SIDE = 14;
  private static final double BAR = 5;
  private static final double NARROWEST = 180;

  /** What is fed in and what is minimised is round. */
  private boolean isRound() {
    return box.style() == Style.INPUT || box.style() == Style.OUTPUT;
  }

  private double left() {
    return SIDE + (isRound() ? 6 : BAR);
  }

  private double right() {
    return isRound() ? left() : SIDE;
  }

  private Label label() {
    String corner = box.corner().isEmpty() ? "" : box.corner().get(0);
    return new Label(box.title(), box.subtitle(), box.times(), corner);
  }

  private static String line(List<String> lines, int i) {
    return i < lines.size() ? lines.get(i) : "";
  }

  private int rows() {
    return Math.max(1 + box.details().size(), box.corner().size());
  }

  @Override
  public double width() {
    double widest = label().width();
    for (int row = 1; row < rows(); row++) {
      double detail = TextWidth.of(line(box.details(), row - 1), DETAIL);
      double size = TextWidth.of(line(box.corner(), row), DETAIL);
      widest = Math.max(widest, detail + (size > 0 ? 18 + size : 0));
    }
    return Math.max(NARROWEST, widest + left() + right()) + Sheet.room(box.times());
  }

  @Override
  public double height() {
    return 14 + LINE * rows() + Sheet.room(box.times());
  }

  @Override
  public List<Double> ports() {
    return List.of(exit());
  }

  @Override
  public double exit() {
    return (width() - Sheet.room(box.times())) / 2;
  }

  @Override
  public void draw(Svg svg, double x, double y) {
    double width = width();
    double height = height();
    String css = box.style().css();
    if (isRound()) {
      double round = Math.min(height / 2, 18);
      svg.box("card", x, y, width, height, round);
      svg.box("tint " + css, x, y, width, height, round);
    } else {
      Sheet.draw(svg, "card", x, y, width, height, 7, box.times());
      svg.box(css, x + 5, y + 7, 3, height - Sheet.room(box.times()) - 14, 1.5);
    }
    double base = y + 7 + LINE - 4;
    double end = x + width - Sheet.room(box.times()) - right();
    label().draw(svg, x + left(), base, end, false);
    for (int row = 1; row < rows(); row++) {
      svg.text("detail", x + left(), base + LINE * row, line(box.details(), row - 1));
      svg.text("size", end, base + LINE * row, line(box.corner(), row));
    }
  }
}
