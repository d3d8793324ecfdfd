package dev.nn.cli.layout;

import dev.nn.cli.layout.LayeredLayout.Gaps;
import dev.nn.cli.layout.Ranks.Cell;
import dev.nn.cli.layout.Ranks.Line;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Finds the column of each cell: near what it is connected to, so that lines are straight, but in
 * the order of its row and with room between.
 *
 * <p>Row by row, each cell wants to be at the weighted median of its neighbours above, or below, by
 * turns; a median and not a mean, since it makes one line straight where a mean makes none. What
 * all cells of a row want is brought together by isotonic regression, which is the nearest one can
 * come to it in the sense of least squares. At last chains of cells are made straight.
 */
final class Columns {
  /** By turns downwards and upwards. */
  private static final int SWEEPS = 12;

  /** With both sides in view. */
  private static final int LAST_SWEEPS = 12;

  private final List<List<Cell>> rows;
  private final List<Chain> chains;
  private final Gaps gaps;
  private final double[] left;
  private final List<List<Pull>> above = new ArrayList<>();
  private final List<List<Pull>> below = new ArrayList<>();

  /** Where a neighbour would have a cell: this far to the right of its own left side. */
  private record Pull(Cell neighbour, double offset, double weight) {}

  Columns(Ranks ranks, Gaps gaps) {
    this.rows = ranks.rows();
    this.chains = Chain.of(ranks);
    this.gaps = gaps;
    this.left = new double[ranks.cells()];
    for (int i = 0; i < ranks.cells(); i++) {
      above.add(new ArrayList<>());
      below.add(new ArrayList<>());
    }
    for (Line line : ranks.lines()) {
      double offset = line.out() - line.in();
      double weight = weight(line);
      above.get(line.lower().id()).add(new Pull(line.upper(), offset, weight));
      below.get(line.upper().id()).add(new Pull(line.lower(), -offset, weight));
    }
  }

  /** What follows right upon another shall be straight most of all, then long arrows. */
  private static double weight(Line line) {
    if (line.upper().box() && line.lower().box()) {
      return 1000;
    }
    return line.upper().box() || line.lower().box() ? 1 : 20;
  }

  /** The left side of each cell; the leftmost is at 0. */
  double[] lefts() {
    for (List<Cell> row : rows) {
      double x = 0;
      for (int i = 0; i < row.size(); i++) {
        x += i == 0 ? 0 : room(row.get(i - 1), row.get(i));
        left[row.get(i).id()] = x;
      }
    }
    for (int sweep = 0; sweep < SWEEPS; sweep++) {
      boolean down = sweep % 2 == 0;
      for (int i = 0; i < rows.size(); i++) {
        settle(rows.get(down ? i : rows.size() - 1 - i), down ? above : below);
      }
    }
    List<List<Pull>> both = new ArrayList<>();
    for (int i = 0; i < above.size(); i++) {
      List<Pull> pulls = new ArrayList<>(above.get(i));
      pulls.addAll(below.get(i));
      both.add(pulls);
    }
    for (int sweep = 0; sweep < LAST_SWEEPS; sweep++) {
      for (int i = 0; i < rows.size(); i++) {
        settle(rows.get(sweep % 2 == 0 ? i : rows.size() - 1 - i), both);
      }
      chains.forEach(this::straighten);
    }
    double least =
        rows.stream().flatMap(List::stream).mapToDouble(cell -> left[cell.id()]).min().orElse(0);
    for (int i = 0; i < left.length; i++) {
      left[i] -= least;
    }
    return left;
  }

  /** From the left side of a cell to that of the next one. */
  private double room(Cell cell, Cell next) {
    return cell.width() + (cell.box() && next.box() ? gaps.boxes() : gaps.arrows());
  }

  private void settle(List<Cell> row, List<List<Pull>> pulls) {
    // Without the room between them the cells need only be in order.
    double[] wanted = new double[row.size()];
    double[] weights = new double[row.size()];
    double room = 0;
    for (int i = 0; i < row.size(); i++) {
      room += i == 0 ? 0 : room(row.get(i - 1), row.get(i));
      Cell cell = row.get(i);
      List<Pull> mine = pulls.get(cell.id());
      wanted[i] = (mine.isEmpty() ? left[cell.id()] : median(mine)) - room;
      weights[i] = 0.1 + mine.stream().mapToDouble(Pull::weight).sum();
    }
    double[] settled = Isotonic.regression(wanted, weights);
    room = 0;
    for (int i = 0; i < row.size(); i++) {
      room += i == 0 ? 0 : room(row.get(i - 1), row.get(i));
      left[row.get(i).id()] = settled[i] + room;
    }
  }

  /** Moves a chain as one, if there is a column where all of it has room. */
  private void straighten(Chain chain) {
    double least = Double.NEGATIVE_INFINITY;
    double most = Double.POSITIVE_INFINITY;
    for (int i = 0; i < chain.cells().size(); i++) {
      Cell cell = chain.cells().get(i);
      List<Cell> row = rows.get(cell.rank());
      int at = row.indexOf(cell);
      double offset = chain.offsets().get(i);
      if (at > 0) {
        Cell before = row.get(at - 1);
        least = Math.max(least, left[before.id()] + room(before, cell) - offset);
      }
      if (at < row.size() - 1) {
        Cell after = row.get(at + 1);
        most = Math.min(most, left[after.id()] - room(cell, after) - offset);
      }
    }
    if (least > most) {
      return;
    }
    int last = chain.cells().size() - 1;
    List<Pull> ends = new ArrayList<>(above.get(chain.cells().get(0).id()));
    double shift = chain.offsets().get(last);
    below
        .get(chain.cells().get(last).id())
        .forEach(p -> ends.add(new Pull(p.neighbour(), p.offset() - shift, p.weight())));
    double wanted = ends.isEmpty() ? left[chain.cells().get(0).id()] : median(ends);
    double column = Math.max(least, Math.min(most, wanted));
    for (int i = 0; i <= last; i++) {
      left[chain.cells().get(i).id()] = column + chain.offsets().get(i);
    }
  }

  /** The middle of where the neighbours would have a cell; between two alike, half-way. */
  private double median(List<Pull> pulls) {
    List<Pull> sorted = new ArrayList<>(pulls);
    sorted.sort(Comparator.comparingDouble(this::place));
    double half = sorted.stream().mapToDouble(Pull::weight).sum() / 2;
    double sum = 0;
    for (int i = 0; i < sorted.size(); i++) {
      sum += sorted.get(i).weight();
      if (sum == half) {
        return (place(sorted.get(i)) + place(sorted.get(i + 1))) / 2;
      }
      if (sum > half) {
        return place(sorted.get(i));
      }
    }
    throw new IllegalArgumentException("no neighbours");
  }

  private double place(Pull pull) {
    return left[pull.neighbour().id()] + pull.offset();
  }
}
