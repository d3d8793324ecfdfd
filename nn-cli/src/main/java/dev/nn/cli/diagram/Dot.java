package dev.nn.cli.diagram;

import dev.nn.cli.diagram.Diagram.Box;
import dev.nn.cli.diagram.Diagram.Edge;
import dev.nn.cli.diagram.Diagram.Group;
import dev.nn.cli.diagram.Diagram.Item;
import java.util.ArrayList;
import java.util.List;

/** A graph for Graphviz: {@code dot -Tsvg}. */
public final class Dot {
  private final StringBuilder text = new StringBuilder();
  private int groups;

  private Dot() {}

  /** The text of the graph. */
  public static String print(Diagram diagram) {
    return new Dot().write(diagram);
  }

  private String write(Diagram diagram) {
    String below = diagram.facts().isEmpty() ? "" : "\n" + String.join(" · ", diagram.facts());
    text.append("digraph ").append(quoted(diagram.title())).append(" {\n");
    text.append("  graph [rankdir=TB, labelloc=t, label=");
    text.append(quoted(diagram.title() + below)).append(", fontname=Helvetica];\n");
    text.append("  node [shape=box, style=\"rounded,filled\", fontname=Helvetica, fontsize=11];\n");
    text.append("  edge [color=\"#64748b\", arrowsize=0.7];\n");
    items(diagram.root().items(), "  ");
    for (Edge edge : diagram.links()) {
      text.append("  %s -> %s;\n".formatted(quoted(edge.from()), quoted(edge.to())));
    }
    return text.append("}\n").toString();
  }

  private void items(List<Item> items, String indent) {
    for (Item item : items) {
      if (item instanceof Box box) {
        text.append(indent)
            .append(
                "%s [label=%s, color=\"%s\", fillcolor=\"%s1a\"];\n"
                    .formatted(
                        quoted(box.id()),
                        quoted(lines(box)),
                        box.style().colour(),
                        box.style().colour()));
      } else {
        Group group = (Group) item;
        String title = title(group.title(), group.subtitle(), group.times());
        text.append(indent).append("subgraph cluster_%d {\n".formatted(groups++));
        text.append(indent).append("  label=").append(quoted(title)).append(";\n");
        text.append(indent).append("  style=rounded; color=\"#94a3b8\"; fontname=Helvetica;\n");
        items(group.items(), indent + "  ");
        text.append(indent).append("}\n");
      }
    }
  }

  private static String lines(Box box) {
    List<String> lines = new ArrayList<>();
    lines.add(title(box.title(), box.subtitle(), box.times()));
    lines.addAll(box.details());
    if (!box.corner().isEmpty()) {
      lines.add(String.join(" · ", box.corner()));
    }
    return String.join("\n", lines);
  }

  private static String title(String title, String subtitle, int times) {
    return (title + " " + subtitle).strip() + (times > 1 ? " × " + times : "");
  }

  private static String quoted(String text) {
    return '"'
        + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\r", "").replace("\n", "\\n")
        + '"';
  }
}
