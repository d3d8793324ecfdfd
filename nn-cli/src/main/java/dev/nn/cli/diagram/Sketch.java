package dev.nn.cli.diagram;

import dev.nn.cli.diagram.Diagram.Box;
import dev.nn.cli.diagram.Diagram.Group;
import dev.nn.cli.diagram.Diagram.Item;
import java.util.List;

/** Part of a drawing, with its size known, wherever it may be put. */
interface Sketch {
  double width();

  double height();

  /** Columns in which arrows enter, from the left side; at least one. */
  default List<Double> ports() {
    return List.of(width() / 2);
  }

  /** The column in which arrows leave, from the left side. */
  default double exit() {
    return width() / 2;
  }

  /** Draws it with its upper left corner at a place. */
  void draw(Svg svg, double x, double y);

  static Sketch of(Item item) {
    return item instanceof Box box ? new Card(box) : FrameSketch.of((Group) item);
  }
}
