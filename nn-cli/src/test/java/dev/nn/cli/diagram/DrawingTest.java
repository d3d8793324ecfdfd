package dev.nn.cli.diagram;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nn.cli.diagram.Diagram.Box;
import dev.nn.cli.diagram.Diagram.Edge;
import dev.nn.cli.diagram.Diagram.Group;
import dev.nn.cli.diagram.Diagram.Item;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class DrawingTest {
  private static Document parse(String svg) {
    try {
      return DocumentBuilderFactory.newInstance()
          .newDocumentBuilder()
          .parse(new InputSource(new StringReader(svg)));
    } catch (Exception e) {
      throw new AssertionError(svg, e);
    }
  }

  private static List<Element> elements(Document svg, String tag, String css) {
    List<Element> found = new ArrayList<>();
    NodeList all = svg.getElementsByTagName(tag);
    for (int i = 0; i < all.getLength(); i++) {
      Element element = (Element) all.item(i);
      if (List.of(element.getAttribute("class").split(" ")).contains(css)) {
        found.add(element);
      }
    }
    return found;
  }

  private static double number(Element element, String attribute) {
    return Double.parseDouble(element.getAttribute(attribute));
  }

  private static Box box(String id, int times) {
    return new Box(
        id, Style.PRODUCT, id, "kind", List.of("a detail"), List.of("8 × 8", "9"), times);
  }

  private static Diagram diagram() {
    Group tower =
        new Group(
            "tower",
            "tower",
            "block",
            List.of("8"),
            3,
            List.of("x"),
            List.of(box("one", 1), box("two", 2)),
            List.of(new Edge("x", "one"), new Edge("one", "two"), new Edge("x", "two")),
            "two");
    List<Item> items = List.of(box("first", 1), tower, box("last", 1));
    Group root =
        new Group(
            "",
            "net",
            "",
            List.of(),
            1,
            List.of(),
            items,
            List.of(new Edge("first", "tower"), new Edge("tower", "last")),
            "");
    return new Diagram("net", List.of("1 fact", "another"), root);
  }

  @Test
  void everyBoxIsACardAndEveryGroupAFrameAroundItsOwn() {
    Document svg = parse(Drawing.print(diagram()));
    List<Element> cards = elements(svg, "rect", "card");
    assertEquals(4, cards.size());
    Element frame = elements(svg, "rect", "frame").get(0);
    for (Element card : cards.subList(1, 3)) {
      assertTrue(number(card, "x") > number(frame, "x"));
      assertTrue(number(card, "y") > number(frame, "y"));
      assertTrue(
          number(card, "x") + number(card, "width") < number(frame, "x") + number(frame, "width"));
      assertTrue(
          number(card, "y") + number(card, "height")
              < number(frame, "y") + number(frame, "height"));
    }
    assertTrue(number(cards.get(3), "y") > number(frame, "y") + number(frame, "height"));
  }

  @Test
  void severalOfAKindHaveANumberAndASheetBelow() {
    Document svg = parse(Drawing.print(diagram()));
    assertEquals(
        List.of("× 2", "× 3"),
        elements(svg, "text", "count").stream().map(Element::getTextContent).sorted().toList());
    assertEquals(2, elements(svg, "rect", "sheet").size());
  }

  @Test
  void nothingLiesOutsideThePage() {
    Document svg = parse(Drawing.print(diagram()));
    double width = number(svg.getDocumentElement(), "width");
    double height = number(svg.getDocumentElement(), "height");
    NodeList all = svg.getElementsByTagName("rect");
    for (int i = 0; i < all.getLength(); i++) {
      Element rect = (Element) all.item(i);
      assertTrue(number(rect, "x") >= 0 && number(rect, "y") >= 0);
      assertTrue(number(rect, "x") + number(rect, "width") <= width);
      assertTrue(number(rect, "y") + number(rect, "height") <= height);
    }
  }

  @Test
  void anArrowEndsWithAHeadAtABoxAndGoesOnThroughAFrame() {
    Document svg = parse(Drawing.print(diagram()));
    // Five arrows and the way out of the frame; heads at one, twice at two, and at last.
    assertEquals(6, elements(svg, "path", "arrow").size());
    assertEquals(4, elements(svg, "path", "head").size());
  }

  @Test
  void itNeedsNothingFromOutside() {
    String svg = Drawing.print(diagram());
    assertFalse(svg.replace("http://www.w3.org/2000/svg", "").contains("http"), svg);
    assertFalse(svg.contains("<script"), svg);
    assertFalse(svg.contains("@import"), svg);
  }

  @Test
  void textsCannotBecomeMarkup() {
    Box odd =
        new Box("x", Style.INPUT, "<b>&\"", "\u0001]]>", List.of("</svg>"), List.of("\uD800"));
    Group root = new Group("", "t", "", List.of(), 1, List.of(), List.of(odd), List.of(), "");
    Document svg = parse(Drawing.print(new Diagram("</title><x>", List.of("a & b"), root)));
    assertEquals("</title><x>", svg.getElementsByTagName("title").item(0).getTextContent());
    assertEquals("<b>&\" ]]>", elements(svg, "text", "name").get(0).getTextContent());
  }

  @Test
  void aLegendSaysWhatTheColoursMean() {
    String svg = Drawing.print(diagram());
    assertTrue(svg.contains(">dense</text>"), svg);
    assertFalse(svg.contains(">attention</text>"), svg);
  }

  @Test
  void withoutFramesABoxNamesItsGroup() {
    Document svg = parse(Drawing.print(diagram().flat()));
    assertEquals(List.of(), elements(svg, "rect", "frame"));
    assertEquals(
        2,
        elements(svg, "text", "size").stream()
            .filter(text -> text.getTextContent().equals("tower"))
            .count());
  }

  @Test
  void memoryOverTimeHasARectangleForEachValue() {
    MemoryMap map =
        new MemoryMap(
            "arena",
            List.of("a fact"),
            List.of(
                new MemoryMap.Span("x", Style.INPUT, -1, 1, 0, 1024),
                new MemoryMap.Span("h", Style.FORWARD, 0, 1, 1024, 1024),
                new MemoryMap.Span("in its place", Style.BACKWARD, 1, 2, 1024, 1024)),
            2,
            2048);
    Document svg = parse(map.print());
    List<Element> spans = elements(svg, "rect", "span");
    assertEquals(3, spans.size());
    // Four steps: before, two instructions, after; the first value lives in three of them.
    assertEquals(900 * 3 / 4.0, number(spans.get(0), "width"), 0.1);
    // The second is written over in the step that reads it last.
    assertEquals(900 / 4.0, number(spans.get(1), "width"), 0.1);
    assertEquals(460 / 2.0, number(spans.get(1), "height"), 0.1);
    // Memory grows upwards.
    assertTrue(number(spans.get(1), "y") < number(spans.get(0), "y"));
  }

  @Test
  void stepsOfAxesAreRound() {
    assertEquals(20, MemoryMap.nice(11.7), 1e-9);
    assertEquals(50, MemoryMap.nice(20.1), 1e-9);
    assertEquals(100, MemoryMap.nice(70), 1e-9);
    assertEquals(0.5, MemoryMap.nice(0.3), 1e-9);
    assertEquals(2, MemoryMap.nice(2), 1e-9);
  }
}
