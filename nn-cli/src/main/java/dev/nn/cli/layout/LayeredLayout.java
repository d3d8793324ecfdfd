package dev.nn.cli.layout;

import java.util.ArrayList;
import java.util.List;

/**
 * Where boxes and arrows lie.
 *
 * @param boxes the upper left corner of each
 * @param routes points of each arrow, in order: along the first two it goes straight down, between
 *     the second and third it changes its column, then straight down again, and so on
 * @param width of all of it
 * @param height of all of it
 */
public record LayeredLayout(
    List<Point> boxes, List<List<Point>> routes, double width, double height) {

  /** A place; y grows downwards. */
  public record Point(double x, double y) {}

  /** The size of a box. */
  public record Box(double width, double height) {}

  /**
   * An arrow.
   *
   * @param from number of the box that it leaves at the bottom
   * @param to number of the box that it enters at the top
   * @param out column in which it leaves, from the box's left side
   * @param in column in which it enters, from the box's left side
   */
  public record Arrow(int from, int to, double out, double in) {}

  /**
   * Distances.
   *
   * @param ranks between one rank and the next
   * @param boxes between boxes side by side
   * @param arrows between arrows side by side, and to boxes
   */
  public record Gaps(double ranks, double boxes, double arrows) {}

  /** Copies the lists. */
  public LayeredLayout {
    boxes = List.copyOf(boxes);
    routes = List.copyOf(routes);
  }

  /**
   * Places boxes and arrows.
   *
   * @throws IllegalArgumentException if arrows lead round in a circle
   */
  public static LayeredLayout of(List<Box> boxes, List<Arrow> arrows, Gaps gaps) {
    Ranks ranks = Ranks.of(boxes, arrows);
    ranks.order();
    double[] lefts = new Columns(ranks, gaps).lefts();
    return place(ranks, lefts, boxes, arrows, gaps);
  }

  private static LayeredLayout place(
      Ranks ranks, double[] lefts, List<Box> boxes, List<Arrow> arrows, Gaps gaps) {
    int count = ranks.rows().size();
    double[] tops = new double[count];
    double[] bottoms = new double[count];
    double y = 0;
    for (int rank = 0; rank < count; rank++) {
      tops[rank] = y;
      bottoms[rank] =
          y + ranks.rows().get(rank).stream().mapToDouble(Ranks.Cell::height).max().orElse(0);
      y = bottoms[rank] + gaps.ranks();
    }
    List<Point> corners = new ArrayList<>();
    double width = 0;
    for (int i = 0; i < boxes.size(); i++) {
      Ranks.Cell cell = ranks.boxes().get(i);
      double free = bottoms[cell.rank()] - tops[cell.rank()] - cell.height();
      corners.add(new Point(lefts[cell.id()], tops[cell.rank()] + free / 2));
      width = Math.max(width, lefts[cell.id()] + cell.width());
    }
    List<List<Point>> routes = new ArrayList<>();
    for (int i = 0; i < arrows.size(); i++) {
      Arrow arrow = arrows.get(i);
      List<Point> route = new ArrayList<>();
      int rank = ranks.boxes().get(arrow.from()).rank();
      double x = corners.get(arrow.from()).x() + arrow.out();
      route.add(new Point(x, corners.get(arrow.from()).y() + boxes.get(arrow.from()).height()));
      route.add(new Point(x, bottoms[rank]));
      for (Ranks.Cell bend : ranks.bends().get(i)) {
        rank = bend.rank();
        route.add(new Point(lefts[bend.id()], tops[rank]));
        route.add(new Point(lefts[bend.id()], bottoms[rank]));
        width = Math.max(width, lefts[bend.id()]);
      }
      x = corners.get(arrow.to()).x() + arrow.in();
      route.add(new Point(x, tops[rank + 1]));
      route.add(new Point(x, corners.get(arrow.to()).y()));
      routes.add(List.copyOf(route));
    }
    Ends.spread(arrows, routes);
    return new LayeredLayout(corners, routes, width, count == 0 ? 0 : bottoms[count - 1]);
  }
}
