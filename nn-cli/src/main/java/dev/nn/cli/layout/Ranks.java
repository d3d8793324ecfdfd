package dev.nn.cli.layout;

import dev.nn.cli.layout.LayeredLayout.Arrow;
import dev.nn.cli.layout.LayeredLayout.Box;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Boxes in rows, each below all that it reads. Arrows over several rows get a cell in each row that
 * they pass, so that all lines lead from one row to the next.
 */
final class Ranks {
  /** Sweeps over the rows; crossings hardly become fewer after that many. */
  private static final int SWEEPS = 12;

  private final List<List<Cell>> rows = new ArrayList<>();
  private final List<Cell> boxes = new ArrayList<>();
  private final List<List<Cell>> bends = new ArrayList<>();
  private final List<Line> lines = new ArrayList<>();
  private int cells;

  /**
   * A box, or a place that an arrow passes.
   *
   * @param id number among all cells
   * @param rank number of its row
   */
  record Cell(int id, int rank, double width, double height, boolean box) {}

  /**
   * Part of an arrow, between neighbouring rows.
   *
   * @param out column in which it leaves the upper cell, from its left side
   * @param in column in which it enters the lower cell, from its left side
   */
  record Line(Cell upper, Cell lower, double out, double in) {}

  private Ranks() {}

  static Ranks of(List<Box> boxes, List<Arrow> arrows) {
    Ranks ranks = new Ranks();
    int[] rank = rank(boxes.size(), arrows);
    for (int i = 0; i < boxes.size(); i++) {
      Box box = boxes.get(i);
      ranks.boxes.add(ranks.cell(rank[i], box.width(), box.height(), true));
    }
    for (Arrow arrow : arrows) {
      ranks.add(arrow);
    }
    return ranks;
  }

  /**
   * As far up as what a box reads allows; but a box that fewer arrows hold up than draw it down
   * stands right above its readers, such as one that reads nothing. Arrows from boxes that would
   * come down with it do not hold it up.
   */
  private static int[] rank(int boxes, List<Arrow> arrows) {
    List<List<Integer>> readers = new ArrayList<>();
    for (int i = 0; i < boxes; i++) {
      readers.add(new ArrayList<>());
    }
    int[] unseen = new int[boxes];
    for (Arrow arrow : arrows) {
      readers.get(arrow.from()).add(arrow.to());
      unseen[arrow.to()]++;
    }
    Deque<Integer> ready = new ArrayDeque<>();
    IntStream.range(0, boxes).filter(i -> unseen[i] == 0).forEach(ready::add);
    int[] rank = new int[boxes];
    int[] holding = new int[boxes];
    List<Integer> order = new ArrayList<>();
    while (!ready.isEmpty()) {
      int box = ready.remove();
      order.add(box);
      boolean follows = readers.get(box).size() == 1 && holding[box] == 0;
      for (int reader : readers.get(box)) {
        holding[reader] += follows ? 0 : 1;
        rank[reader] = Math.max(rank[reader], rank[box] + 1);
        if (--unseen[reader] == 0) {
          ready.add(reader);
        }
      }
    }
    if (order.size() < boxes) {
      throw new IllegalArgumentException("the arrows lead round in a circle");
    }
    Collections.reverse(order);
    for (int box : order) {
      if (holding[box] < readers.get(box).size()) {
        rank[box] = readers.get(box).stream().mapToInt(i -> rank[i] - 1).min().getAsInt();
      }
    }
    return rank;
  }

  private Cell cell(int rank, double width, double height, boolean box) {
    while (rows.size() <= rank) {
      rows.add(new ArrayList<>());
    }
    Cell cell = new Cell(cells++, rank, width, height, box);
    rows.get(rank).add(cell);
    return cell;
  }

  private void add(Arrow arrow) {
    Cell from = boxes.get(arrow.from());
    Cell to = boxes.get(arrow.to());
    List<Cell> passed = new ArrayList<>();
    Cell upper = from;
    double out = arrow.out();
    for (int rank = from.rank() + 1; rank < to.rank(); rank++) {
      Cell bend = cell(rank, 0, 0, false);
      lines.add(new Line(upper, bend, out, 0));
      passed.add(bend);
      upper = bend;
      out = 0;
    }
    lines.add(new Line(upper, to, out, arrow.in()));
    bends.add(List.copyOf(passed));
  }

  /** Cells from left to right, row by row. */
  List<List<Cell>> rows() {
    return rows;
  }

  /** The cell of each box. */
  List<Cell> boxes() {
    return boxes;
  }

  /** The cells that each arrow passes. */
  List<List<Cell>> bends() {
    return bends;
  }

  /** All lines. */
  List<Line> lines() {
    return lines;
  }

  /** How many cells there are. */
  int cells() {
    return cells;
  }

  /**
   * Orders each row so that few lines cross: a cell goes to the mean place of what it is connected
   * to in the row before, downwards and upwards in turn.
   */
  void order() {
    List<List<Cell>> best = copy();
    long least = crossings();
    for (int sweep = 0; sweep < SWEEPS && least > 0; sweep++) {
      boolean down = sweep % 2 == 0;
      for (int i = 1; i < rows.size(); i++) {
        sort(down ? i : rows.size() - 1 - i, down);
      }
      long now = crossings();
      if (now < least) {
        least = now;
        best = copy();
      }
    }
    rows.clear();
    rows.addAll(best);
  }

  private List<List<Cell>> copy() {
    List<List<Cell>> copy = new ArrayList<>();
    rows.forEach(row -> copy.add(new ArrayList<>(row)));
    return copy;
  }

  private void sort(int rank, boolean down) {
    double[] place = places();
    double[] sum = new double[cells];
    int[] count = new int[cells];
    for (Line line : lines) {
      Cell moved = down ? line.lower() : line.upper();
      Cell fixed = down ? line.upper() : line.lower();
      if (moved.rank() == rank) {
        // Where the line touches the cell decides among lines of one cell.
        double within = down ? line.out() : line.in();
        sum[moved.id()] += place[fixed.id()] + within / (1 + fixed.width());
        count[moved.id()]++;
      }
    }
    rows.get(rank)
        .sort(
            Comparator.comparingDouble(
                cell ->
                    count[cell.id()] == 0 ? place[cell.id()] : sum[cell.id()] / count[cell.id()]));
  }

  private double[] places() {
    double[] place = new double[cells];
    for (List<Cell> row : rows) {
      for (int i = 0; i < row.size(); i++) {
        place[row.get(i).id()] = i;
      }
    }
    return place;
  }

  /** How many pairs of lines cross. */
  long crossings() {
    double[] place = places();
    return lines.stream()
        .collect(Collectors.groupingBy(line -> line.upper().rank()))
        .values()
        .stream()
        .mapToLong(between -> crossings(between, place))
        .sum();
  }

  private static long crossings(List<Line> between, double[] place) {
    long crossings = 0;
    for (int i = 0; i < between.size(); i++) {
      for (int j = i + 1; j < between.size(); j++) {
        double above = top(between.get(i), place) - top(between.get(j), place);
        double below = bottom(between.get(i), place) - bottom(between.get(j), place);
        crossings += above * below < 0 ? 1 : 0;
      }
    }
    return crossings;
  }

  private static double top(Line line, double[] place) {
    return place[line.upper().id()] + line.out() / (1 + line.upper().width());
  }

  private static double bottom(Line line, double[] place) {
    return place[line.lower().id()] + line.in() / (1 + line.lower().width());
  }
}
