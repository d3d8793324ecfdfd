package dev.nn.cli.layout;

import dev.nn.cli.layout.Ranks.Cell;
import dev.nn.cli.layout.Ranks.Line;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Cells below each other that nothing else joins or leaves: layer upon layer, or a long arrow. What
 * moves cell by cell cannot make them straight once one of them is held back, so they move together
 * here.
 *
 * @param cells from top to bottom, at least two
 * @param offsets where the left side of each is when the line is straight, from that of the first
 */
record Chain(List<Cell> cells, List<Double> offsets) {
  /** All chains. */
  static List<Chain> of(Ranks ranks) {
    Map<Cell, List<Line>> above = new HashMap<>();
    Map<Cell, List<Line>> below = new HashMap<>();
    for (Line line : ranks.lines()) {
      above.computeIfAbsent(line.lower(), cell -> new ArrayList<>()).add(line);
      below.computeIfAbsent(line.upper(), cell -> new ArrayList<>()).add(line);
    }
    Map<Cell, Line> next = new HashMap<>();
    for (Line line : ranks.lines()) {
      if (below.get(line.upper()).size() == 1 && above.get(line.lower()).size() == 1) {
        next.put(line.upper(), line);
      }
    }
    List<Chain> chains = new ArrayList<>();
    for (Line line : ranks.lines()) {
      List<Line> before = above.getOrDefault(line.upper(), List.of());
      boolean first = before.size() != 1 || next.get(before.get(0).upper()) != before.get(0);
      if (first && next.get(line.upper()) == line) {
        chains.add(from(line, next));
      }
    }
    return chains;
  }

  private static Chain from(Line first, Map<Cell, Line> next) {
    List<Cell> cells = new ArrayList<>(List.of(first.upper()));
    List<Double> offsets = new ArrayList<>(List.of(0.0));
    for (Line line = first; line != null; line = next.get(line.lower())) {
      cells.add(line.lower());
      offsets.add(offsets.get(offsets.size() - 1) + line.out() - line.in());
    }
    return new Chain(cells, offsets);
  }
}
