package dev.nn.cli.diagram;

import dev.nn.cli.diagram.Diagram.Edge;
import dev.nn.cli.diagram.Diagram.Group;
import dev.nn.cli.layout.LayeredLayout;
import dev.nn.cli.layout.LayeredLayout.Arrow;
import dev.nn.cli.layout.LayeredLayout.Box;
import dev.nn.cli.layout.LayeredLayout.Gaps;
import dev.nn.cli.layout.LayeredLayout.Point;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * A group: a frame with a head, and in it items one below the other. Arrows come in through the
 * frame's top to what reads the ports, and go out through its bottom.
 *
 * @param group what is drawn
 * @param items sketches of its items
 * @param layout of the ports and then the items
 */
record FrameSketch(Group group, List<Sketch> items, LayeredLayout layout) implements Sketch {
  private static final Gaps GAPS = new Gaps(34, 36, 26);
  private static final double SIDE = 20;
  private static final double HEAD = 20;
  private static final double FOOT = 20;

  static FrameSketch of(Group group) {
    List<Sketch> items = group.items().stream().map(Sketch::of).toList();
    List<Box> boxes = new ArrayList<>();
    Map<String, Integer> numbers = new HashMap<>();
    for (String port : group.ports()) {
      numbers.put(port, boxes.size());
      boxes.add(new Box(0, 0));
    }
    int first = boxes.size();
    for (int i = 0; i < items.size(); i++) {
      numbers.put(group.items().get(i).id(), boxes.size());
      boxes.add(new Box(items.get(i).width(), items.get(i).height()));
    }
    List<Arrow> arrows = new ArrayList<>();
    for (Edge edge : group.edges()) {
      int from = numbers.get(edge.from());
      int to = numbers.get(edge.to());
      List<Double> ports = items.get(to - first).ports();
      double out = from < first ? 0 : items.get(from - first).exit();
      double in = ports.get(Math.min(edge.port(), ports.size() - 1));
      arrows.add(new Arrow(from, to, out, in));
    }
    return new FrameSketch(group, items, LayeredLayout.of(boxes, arrows, GAPS));
  }

  private boolean isFramed() {
    return !group.id().isEmpty();
  }

  private Label label() {
    return new Label(
        group.title(), group.subtitle(), group.times(), String.join("  ·  ", group.corner()));
  }

  private double inner() {
    return isFramed() ? Math.max(layout.width(), label().width() - 2 * SIDE + 28) : layout.width();
  }

  /** From the left side to that of the items, which stand in the middle. */
  private double shift() {
    return (isFramed() ? SIDE : 0) + (inner() - layout.width()) / 2;
  }

  private double head() {
    return isFramed() ? HEAD : 0;
  }

  @Override
  public double width() {
    return inner() + (isFramed() ? 2 * SIDE : 0) + Sheet.room(group.times());
  }

  @Override
  public double height() {
    return head() + layout.height() + (isFramed() ? FOOT : 0) + Sheet.room(group.times());
  }

  @Override
  public List<Double> ports() {
    return group.ports().isEmpty()
        ? List.of(width() / 2)
        : IntStream.range(0, group.ports().size())
            .mapToObj(i -> shift() + layout.boxes().get(i).x())
            .toList();
  }

  @Override
  public double exit() {
    return group.output().isEmpty()
        ? width() / 2
        : shift() + corner(output()).x() + items.get(output()).exit();
  }

  private int output() {
    return List.copyOf(group.byId().keySet()).indexOf(group.output());
  }

  /** The upper left corner of an item. */
  private Point corner(int item) {
    return layout.boxes().get(group.ports().size() + item);
  }

  @Override
  public void draw(Svg svg, double x, double y) {
    double left = x + shift();
    double top = y + head();
    if (isFramed()) {
      Sheet.draw(svg, "frame", x, y, width(), height(), 10, group.times());
    }
    for (int i = 0; i < layout.routes().size(); i++) {
      Edge edge = group.edges().get(i);
      List<Point> route = new ArrayList<>();
      layout.routes().get(i).forEach(p -> route.add(new Point(left + p.x(), top + p.y())));
      if (group.ports().contains(edge.from())) {
        route.set(0, new Point(route.get(0).x(), y));
      }
      Arrows.draw(svg, route, group.byId().get(edge.to()) instanceof Diagram.Box);
    }
    if (!group.output().isEmpty()) {
      double bottom = top + corner(output()).y() + items.get(output()).height();
      Point start = new Point(x + exit(), bottom);
      Arrows.draw(svg, List.of(start, new Point(start.x(), y + height())), false);
    }
    for (int i = 0; i < items.size(); i++) {
      items.get(i).draw(svg, left + corner(i).x(), top + corner(i).y());
    }
    if (isFramed()) {
      label().draw(svg, x + 14, y + 21, x + width() - Sheet.room(group.times()) - 14, true);
    }
  }
}
