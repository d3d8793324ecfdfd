package dev.nn.cli.layout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nn.cli.layout.LayeredLayout.Arrow;
import dev.nn.cli.layout.LayeredLayout.Box;
import dev.nn.cli.layout.LayeredLayout.Gaps;
import dev.nn.cli.layout.LayeredLayout.Point;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LayeredLayoutTest {
  private static final Gaps GAPS = new Gaps(30, 20, 10);
  private static final double ROUNDING = 1e-6;

  private static Arrow arrow(List<Box> boxes, int from, int to) {
    return new Arrow(from, to, boxes.get(from).width() / 2, boxes.get(to).width() / 2);
  }

  private static LayeredLayout layout(List<Box> boxes, int[]... arrows) {
    List<Arrow> made = new ArrayList<>();
    for (int[] ends : arrows) {
      made.add(arrow(boxes, ends[0], ends[1]));
    }
    return LayeredLayout.of(boxes, made, GAPS);
  }

  private static List<Box> boxes(double... widths) {
    List<Box> boxes = new ArrayList<>();
    for (double width : widths) {
      boxes.add(new Box(width, 40));
    }
    return boxes;
  }

  @Test
  void aChainIsALineStraightDown() {
    LayeredLayout layout = layout(boxes(100, 60, 80), new int[] {0, 1}, new int[] {1, 2});
    assertEquals(List.of(new Point(0, 0), new Point(20, 70), new Point(10, 140)), layout.boxes());
    assertEquals(100, layout.width());
    assertEquals(180, layout.height());
    layout.routes().forEach(route -> route.forEach(point -> assertEquals(50, point.x(), 1e-9)));
  }

  @Test
  void whatReadsTheSameStandsSideBySideBelowIt() {
    LayeredLayout layout = layout(boxes(60, 60, 60), new int[] {0, 1}, new int[] {0, 2});
    Point left = layout.boxes().get(1);
    Point right = layout.boxes().get(2);
    assertEquals(left.y(), right.y());
    assertEquals(60 + GAPS.boxes(), right.x() - left.x(), ROUNDING);
    assertEquals((left.x() + right.x()) / 2, layout.boxes().get(0).x(), ROUNDING);
  }

  @Test
  void boxesAreOrderedSoThatLinesDoNotCross() {
    // 0 and 1 above, 2 and 3 below, each connected with the one across.
    LayeredLayout layout = layout(boxes(50, 50, 50, 50), new int[] {0, 3}, new int[] {1, 2});
    boolean above = layout.boxes().get(0).x() < layout.boxes().get(1).x();
    boolean below = layout.boxes().get(3).x() < layout.boxes().get(2).x();
    assertEquals(above, below);
  }

  @Test
  void whatComesOfAnotherSourceStandsRightAboveItsReader() {
    // 0 to 3 in a line; 4 → 5 → 3 beside it; 6 reads 0 and goes into 3, and is held where it is.
    LayeredLayout layout =
        layout(
            boxes(50, 50, 50, 50, 50, 50, 50),
            new int[] {0, 1},
            new int[] {1, 2},
            new int[] {2, 3},
            new int[] {4, 5},
            new int[] {5, 3},
            new int[] {0, 6},
            new int[] {6, 3});
    assertEquals(layout.boxes().get(2).y(), layout.boxes().get(5).y());
    assertEquals(layout.boxes().get(1).y(), layout.boxes().get(4).y());
    assertEquals(layout.boxes().get(1).y(), layout.boxes().get(6).y());
  }

  @Test
  void anArrowPastABoxGoesRoundIt() {
    LayeredLayout layout =
        layout(boxes(100, 100, 100), new int[] {0, 1}, new int[] {1, 2}, new int[] {0, 2});
    Point middle = layout.boxes().get(1);
    List<Point> past = layout.routes().get(2);
    assertEquals(6, past.size());
    double x = past.get(2).x();
    assertTrue(x <= middle.x() - GAPS.arrows() || x >= middle.x() + 100 + GAPS.arrows());
    // The chain itself stays straight.
    assertEquals(layout.boxes().get(0).x(), middle.x(), 1);
    assertEquals(middle.x(), layout.boxes().get(2).x(), 1);
    // Two arrows that end in one box end side by side.
    double end = past.get(past.size() - 1).x();
    assertEquals(12, Math.abs(end - layout.routes().get(1).get(1).x()), 1);
  }

  @Test
  void whatReadsNothingStandsRightAboveItsReader() {
    LayeredLayout layout =
        layout(boxes(50, 50, 50, 50), new int[] {0, 1}, new int[] {1, 2}, new int[] {3, 2});
    assertEquals(layout.boxes().get(1).y(), layout.boxes().get(3).y());
  }

  @Test
  void aCircleIsRefused() {
    assertThrows(
        IllegalArgumentException.class,
        () -> layout(boxes(9, 9), new int[] {0, 1}, new int[] {1, 0}));
  }

  @Test
  void nothingTakesNoRoom() {
    LayeredLayout layout = layout(List.of());
    assertEquals(0, layout.width());
    assertEquals(0, layout.height());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
  void inAnyGraphBoxesAreApartAndArrowsLeadDownBetweenThem(int seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Box> boxes = new ArrayList<>();
    List<Arrow> arrows = new ArrayList<>();
    for (int i = 0; i < 25; i++) {
      boxes.add(new Box(random.nextInt(20, 120), random.nextInt(10, 60)));
    }
    for (int to = 1; to < boxes.size(); to++) {
      for (int i = 0; i < random.nextInt(1, 4); i++) {
        arrows.add(arrow(boxes, random.nextInt(to), to));
      }
    }
    LayeredLayout layout = LayeredLayout.of(boxes, arrows, GAPS);
    for (int i = 0; i < boxes.size(); i++) {
      Point corner = layout.boxes().get(i);
      assertTrue(
          corner.x() >= -ROUNDING
              && corner.x() + boxes.get(i).width() <= layout.width() + ROUNDING);
      assertTrue(corner.y() + boxes.get(i).height() <= layout.height() + ROUNDING);
      for (int j = 0; j < i; j++) {
        assertTrue(apart(corner, boxes.get(i), layout.boxes().get(j), boxes.get(j)), i + " " + j);
      }
    }
    for (int i = 0; i < arrows.size(); i++) {
      List<Point> route = layout.routes().get(i);
      Arrow arrow = arrows.get(i);
      assertEquals(
          layout.boxes().get(arrow.from()).y() + boxes.get(arrow.from()).height(),
          route.get(0).y(),
          ROUNDING);
      assertEquals(layout.boxes().get(arrow.to()).y(), route.get(route.size() - 1).y(), ROUNDING);
      for (int p = 1; p < route.size(); p++) {
        assertTrue(route.get(p).y() >= route.get(p - 1).y() - ROUNDING);
        if (p % 2 == 1 && p > 1 && p < route.size() - 1) {
          crossesNoBox(route.get(p - 1), route.get(p), boxes, layout);
        }
      }
    }
  }

  private static boolean apart(Point a, Box boxA, Point b, Box boxB) {
    return a.x() + boxA.width() <= b.x() + ROUNDING
        || b.x() + boxB.width() <= a.x() + ROUNDING
        || a.y() + boxA.height() <= b.y() + ROUNDING
        || b.y() + boxB.height() <= a.y() + ROUNDING;
  }

  /** A straight piece of an arrow that passes a row. */
  private static void crossesNoBox(Point top, Point bottom, List<Box> boxes, LayeredLayout layout) {
    for (int i = 0; i < boxes.size(); i++) {
      Point corner = layout.boxes().get(i);
      boolean beside =
          top.x() <= corner.x() - GAPS.arrows() + ROUNDING
              || top.x() >= corner.x() + boxes.get(i).width() + GAPS.arrows() - ROUNDING;
      boolean above = corner.y() + boxes.get(i).height() <= top.y() + ROUNDING;
      boolean below = corner.y() >= bottom.y() - ROUNDING;
      assertTrue(beside || above || below, "an arrow at " + top + " through box " + i);
    }
  }
}
