package dev.nn.cli.diagram;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nn.cli.diagram.Diagram.Box;
import dev.nn.cli.diagram.Diagram.Edge;
import dev.nn.cli.diagram.Diagram.Group;
import dev.nn.cli.diagram.Diagram.Item;
import java.util.List;
import org.junit.jupiter.api.Test;

class DiagramTest {
  private static Box box(String id) {
    return new Box(id, Style.PRODUCT, id, "", List.of(), List.of());
  }

  private static Group group(
      String id, List<String> ports, List<Item> items, List<Edge> edges, String output) {
    return new Group(id, id, "", List.of(), 1, ports, items, edges, output);
  }

  /** a → block (x: inner block y → c; add of x and inner) → d, with b at the second port. */
  private static Diagram nested() {
    Group inner = group("inner", List.of("y"), List.of(box("c")), List.of(new Edge("y", "c")), "c");
    Group block =
        group(
            "block",
            List.of("x", "z"),
            List.of(inner, box("add")),
            List.of(
                new Edge("x", "inner"),
                new Edge("x", "add"),
                new Edge("inner", "add"),
                new Edge("z", "add")),
            "add");
    Group root =
        group(
            "",
            List.of(),
            List.of(box("a"), box("b"), block, box("d")),
            List.of(new Edge("a", "block", 0), new Edge("b", "block", 1), new Edge("block", "d")),
            "");
    return new Diagram("nested", List.of("two facts", "here"), root);
  }

  @Test
  void arrowsLeadFromBoxToBoxThroughAllFrames() {
    assertEquals(
        List.of(
            new Edge("add", "d"),
            new Edge("a", "add"),
            new Edge("c", "add"),
            new Edge("b", "add"),
            new Edge("a", "c")),
        nested().links());
  }

  @Test
  void mermaidPutsGroupsIntoSubgraphs() {
    assertEquals(
        """
        ---
        title: "nested"
        ---
        flowchart TB
          n0["<b>a</b>"]:::nn_product
          n1["<b>b</b>"]:::nn_product
          subgraph n2["<b>block</b>"]
            subgraph n3["<b>inner</b>"]
              n4["<b>c</b>"]:::nn_product
            end
            n5["<b>add</b>"]:::nn_product
          end
          n6["<b>d</b>"]:::nn_product
          n5 --> n6
          n0 --> n5
          n4 --> n5
          n1 --> n5
          n0 --> n4
          classDef nn_product fill:#2563eb1a,stroke:#2563eb
          style n3 fill:#64748b0d,stroke:#94a3b8
          style n2 fill:#64748b0d,stroke:#94a3b8
        """,
        Mermaid.print(nested()));
  }

  @Test
  void graphvizPutsGroupsIntoClusters() {
    String dot = Dot.print(nested());
    assertTrue(dot.startsWith("digraph \"nested\" {\n"), dot);
    assertTrue(dot.contains("label=\"nested\\ntwo facts · here\""), dot);
    assertTrue(dot.contains("  subgraph cluster_0 {\n    label=\"block\";\n"), dot);
    assertTrue(dot.contains("    subgraph cluster_1 {\n      label=\"inner\";\n"), dot);
    assertTrue(dot.contains("  \"a\" -> \"c\";\n"), dot);
  }

  @Test
  void textsCannotBreakOutOfTheirLabels() {
    Box odd =
        new Box("x\"y", Style.INPUT, "a\"b<c>", "#1;", List.of("back\\slash"), List.of("`&`"));
    Diagram diagram =
        new Diagram("say \"hi\"", List.of(), group("", List.of(), List.of(odd), List.of(), ""));
    String mermaid = Mermaid.print(diagram);
    assertTrue(mermaid.contains("title: \"say \\\"hi\\\"\""), mermaid);
    assertTrue(
        mermaid.contains(
            "n0([\"<b>a#34;b#60;c#62;</b> #35;1#59;<br/>back\\slash<br/>#96;#38;#96;\"])"),
        mermaid);
    String dot = Dot.print(diagram);
    assertTrue(dot.contains("\"x\\\"y\" [label=\"a\\\"b<c> #1;\\nback\\\\slash\\n`&`\""), dot);
  }

  @Test
  void repetitionsAreCounted() {
    Group many =
        new Group(
            "g", "tower", "dense", List.of(), 3, List.of(), List.of(box("a")), List.of(), "a");
    Diagram diagram =
        new Diagram("t", List.of(), group("", List.of(), List.of(many), List.of(), ""));
    assertTrue(Mermaid.print(diagram).contains("subgraph n0[\"<b>tower</b> dense × 3\"]"));
    assertTrue(Dot.print(diagram).contains("label=\"tower dense × 3\""));
  }
}
