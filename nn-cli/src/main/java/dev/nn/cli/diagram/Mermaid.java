package dev.nn.cli.diagram;

import dev.nn.cli.diagram.Diagram.Box;
import dev.nn.cli.diagram.Diagram.Edge;
import dev.nn.cli.diagram.Diagram.Group;
import dev.nn.cli.diagram.Diagram.Item;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A flowchart for Mermaid 10 and later, which GitHub and many editors draw from Markdown. Mermaid
 * refuses more than 500 arrows unless its {@code maxEdges} is raised.
 */
public final class Mermaid {
  private final StringBuilder text = new StringBuilder();
  private final Set<Style> styles = EnumSet.noneOf(Style.class);

  /** Names that mean nothing to Mermaid, unlike {@code end} or {@code default}. */
  private final Map<String, String> names = new HashMap<>();

  private final List<String> frames = new ArrayList<>();

  private Mermaid() {}

  /** The text of the flowchart. */
  public static String print(Diagram diagram) {
    return new Mermaid().write(diagram);
  }

  private String write(Diagram diagram) {
    text.append("---\ntitle: ").append(quoted(diagram.title())).append("\n---\n");
    text.append("flowchart TB\n");
    items(diagram.root().items(), "  ");
    for (Edge edge : diagram.links()) {
      text.append("  %s --> %s\n".formatted(name(edge.from()), name(edge.to())));
    }
    for (Style style : styles) {
      text.append(
          "  classDef %s fill:%s1a,stroke:%s\n"
              .formatted(className(style), style.colour(), style.colour()));
    }
    for (String frame : frames) {
      text.append("  style %s fill:#64748b0d,stroke:#94a3b8\n".formatted(frame));
    }
    return text.toString();
  }

  private void items(List<Item> items, String indent) {
    for (Item item : items) {
      if (item instanceof Box box) {
        box(box, indent);
      } else {
        Group group = (Group) item;
        String title = title(group.title(), group.subtitle(), group.times());
        text.append(indent).append("subgraph %s[\"%s\"]\n".formatted(name(group.id()), title));
        items(group.items(), indent + "  ");
        text.append(indent).append("end\n");
        frames.add(name(group.id()));
      }
    }
  }

  private void box(Box box, String indent) {
    styles.add(box.style());
    boolean round = box.style() == Style.INPUT || box.style() == Style.OUTPUT;
    text.append(indent)
        .append(name(box.id()))
        .append(round ? "([\"" : "[\"")
        .append(lines(box))
        .append(round ? "\"])" : "\"]")
        .append(":::")
        .append(className(box.style()))
        .append('\n');
  }

  private static String lines(Box box) {
    List<String> lines = new ArrayList<>();
    lines.add(title(box.title(), box.subtitle(), box.times()));
    box.details().forEach(detail -> lines.add(escaped(detail)));
    if (!box.corner().isEmpty()) {
      lines.add(escaped(String.join(" · ", box.corner())));
    }
    return String.join("<br/>", lines);
  }

  private static String title(String title, String subtitle, int times) {
    String several = times > 1 ? " × " + times : "";
    String rest = subtitle.isEmpty() ? several : " " + escaped(subtitle) + several;
    return "<b>" + escaped(title) + "</b>" + rest;
  }

  private String name(String id) {
    return names.computeIfAbsent(id, key -> "n" + names.size());
  }

  /** A class may not be called like a word of the language, such as {@code default}. */
  private static String className(Style style) {
    return "nn_" + style.css();
  }

  private static String quoted(String title) {
    return '"' + title.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  /** What Mermaid would read as its own, as entities in its own notation. */
  private static String escaped(String label) {
    StringBuilder escaped = new StringBuilder();
    for (int c : label.codePoints().toArray()) {
      if ("#;\"<>&`".indexOf(c) >= 0) {
        escaped.append('#').append(c).append(';');
      } else {
        escaped.appendCodePoint(c < ' ' ? ' ' : c);
      }
    }
    return escaped.toString();
  }
}
