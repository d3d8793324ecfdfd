package dev.nn.cli.diagram;

import dev.nn.cli.diagram.Diagram.Box;
import dev.nn.cli.diagram.Diagram.Group;
import dev.nn.cli.diagram.Diagram.Item;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * A drawing of a diagram as SVG: one file, without scripts or fonts of its own, light or dark as
 * the viewer likes it.
 */
public final class Drawing {
  private Drawing() {}

  /** The text of the SVG. */
  public static String print(Diagram diagram) {
    Sketch sketch = Sketch.of(diagram.root());
    Set<Style> styles = EnumSet.noneOf(Style.class);
    collect(diagram.root(), styles);
    return Page.print(diagram.title(), diagram.facts(), List.copyOf(styles), sketch);
  }

  private static void collect(Item item, Set<Style> styles) {
    if (item instanceof Box box) {
      styles.add(box.style());
    } else {
      ((Group) item).items().forEach(inner -> collect(inner, styles));
    }
  }
}
