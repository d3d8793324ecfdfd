package dev.nn.cli.layout;

import dev.nn.cli.layout.LayeredLayout.Arrow;
import dev.nn.cli.layout.LayeredLayout.Point;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Arrows that would enter a box in one and the same place. */
final class Ends {
  /** Between their heads, so that each can be seen. */
  private static final double STEP = 12;

  private Ends() {}

  /** Moves their last points apart; one that comes straight from above stays where it is. */
  static void spread(List<Arrow> arrows, List<List<Point>> routes) {
    Map<List<Object>, List<Integer>> meeting = new LinkedHashMap<>();
    for (int i = 0; i < arrows.size(); i++) {
      Arrow arrow = arrows.get(i);
      meeting.computeIfAbsent(List.of(arrow.to(), arrow.in()), key -> new ArrayList<>()).add(i);
    }
    for (List<Integer> group : meeting.values()) {
      group.sort(Comparator.comparingDouble(i -> bend(routes.get(i))));
      double middle =
          IntStream.range(0, group.size())
              .filter(i -> isStraight(routes.get(group.get(i))))
              .mapToDouble(i -> i)
              .findFirst()
              .orElse((group.size() - 1) / 2.0);
      for (int i = 0; i < group.size(); i++) {
        double shift = (i - middle) * STEP;
        routes.set(group.get(i), shifted(routes.get(group.get(i)), shift));
      }
    }
  }

  /** The column from which it comes. */
  private static double bend(List<Point> route) {
    return route.get(route.size() - 3).x();
  }

  private static boolean isStraight(List<Point> route) {
    return Math.abs(bend(route) - route.get(route.size() - 1).x()) < 1;
  }

  private static List<Point> shifted(List<Point> route, double shift) {
    List<Point> shifted = new ArrayList<>(route);
    for (int i = route.size() - 2; i < route.size(); i++) {
      shifted.set(i, new Point(route.get(i).x() + shift, route.get(i).y()));
    }
    return List.copyOf(shifted);
  }
}
