package dev.nn.explain;

import dev.nn.explain.Section.Pass;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * The equations of a section that a terminal has room for. Of a layer that does the same at every
 * step of a sequence, the first two steps that are computed and the last, each whole; of an
 * optimizer, the first parameters; of others, the first equations.
 *
 * @param parts what is shown, in order
 */
record Shortened(List<Part> parts) {
  /** Shorter sections are shown whole. */
  private static final int MOST = 24;

  /** With fewer steps, leaving some out gains nothing. */
  private static final int FEW_STEPS = 4;

  /**
   * Names that the explanation gives; those of layers and their derivatives are counted by step.
   */
  private static final Set<String> HELPERS = Set.of("u", "g", "r");

  /**
   * Equations side by side, and what is left out after them.
   *
   * @param omitted how many equations
   * @param steps which steps they are of, such as "steps 3 to 9"; may be empty
   */
  record Part(List<Line> lines, int omitted, String steps) {}

  static Shortened of(Section section) {
    List<Line> lines = section.lines();
    if (lines.size() <= MOST) {
      return new Shortened(List.of(new Part(lines, 0, "")));
    }
    List<Integer> steps = steps(lines);
    List<Integer> order = steps.stream().filter(step -> step > 0).distinct().toList();
    if (order.size() >= FEW_STEPS && section.pass() != Pass.UPDATE) {
      return new Shortened(byStep(lines, steps, order));
    }
    int cut = section.pass() == Pass.UPDATE ? parameters(lines) : MOST;
    return new Shortened(List.of(new Part(lines.subList(0, cut), lines.size() - cut, "")));
  }

  /** The step that each equation belongs to, from 1; 0 for those before, between and after them. */
  private static List<Integer> steps(List<Line> lines) {
    TreeMap<String, Integer> counts = new TreeMap<>();
    lines.forEach(line -> counts.merge(kind(line.name()), 1, Integer::sum));
    List<Integer> steps = new ArrayList<>();
    int current = 0;
    for (Line line : lines) {
      Name name = line.name();
      boolean helper = HELPERS.contains(name.base());
      boolean counted = !helper && name.index().matches("\\d+") && counts.get(kind(name)) > 1;
      // A helper is computed for the step that it stands in.
      current = counted ? Integer.parseInt(name.index()) : helper ? current : 0;
      steps.add(current);
    }
    return steps;
  }

  private static String kind(Name name) {
    return name.base() + (name.derivative() ? "′" : "");
  }

  private static List<Part> byStep(List<Line> lines, List<Integer> steps, List<Integer> order) {
    Set<Integer> shown = Set.of(0, order.get(0), order.get(1), order.get(order.size() - 1));
    List<Part> parts = new ArrayList<>();
    int at = 0;
    while (at < lines.size()) {
      int from = at;
      while (at < lines.size() && shown.contains(steps.get(at))) {
        at++;
      }
      int end = at;
      while (at < lines.size() && !shown.contains(steps.get(at))) {
        at++;
      }
      TreeSet<Integer> left = new TreeSet<>(steps.subList(end, at));
      String which = left.isEmpty() ? "" : "steps %d to %d".formatted(left.first(), left.last());
      parts.add(new Part(lines.subList(from, end), at - end, which));
    }
    return parts;
  }

  /** So many that no parameter's equations are cut in the middle: the last gives its next value. */
  private static int parameters(List<Line> lines) {
    return IntStream.rangeClosed(1, MOST)
        .filter(count -> isNext(lines.get(count - 1).name()))
        .max()
        .orElse(MOST);
  }

  /** Whether it is θ′, not what an optimizer keeps for θ. */
  private static boolean isNext(Name name) {
    return name.base().endsWith("′") && name.index().isEmpty();
  }
}
