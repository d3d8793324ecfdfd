package dev.nn.cli.diagram;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a picture shows: boxes, groups of boxes, and arrows between them.
 *
 * @param title what it is of
 * @param facts a few numbers, to stand below the title
 * @param root everything; a group without a frame
 */
public record Diagram(String title, List<String> facts, Group root) {
  /** Copies the list. */
  public Diagram {
    facts = List.copyOf(facts);
  }

  /** A box or a group of them. */
  public sealed interface Item permits Box, Group {
    /** Unique in the diagram. */
    String id();
  }

  /**
   * A box.
   *
   * @param id unique in the diagram
   * @param style what kind of thing it is
   * @param title its name
   * @param subtitle beside the name, less loud; may be empty
   * @param details further lines
   * @param corner short texts on the other side of the name, such as shape and size
   * @param times how often it comes one after another; 1 for just once
   */
  public record Box(
      String id,
      Style style,
      String title,
      String subtitle,
      List<String> details,
      List<String> corner,
      int times)
      implements Item {
    /** A box that comes once. */
    public Box(
        String id,
        Style style,
        String title,
        String subtitle,
        List<String> details,
        List<String> corner) {
      this(id, style, title, subtitle, details, corner, 1);
    }

    /** Copies the lists. */
    public Box {
      details = List.copyOf(details);
      corner = List.copyOf(corner);
    }

    private Box in(String frame) {
      if (frame.isEmpty()) {
        return this;
      }
      List<String> more = new ArrayList<>(corner);
      more.add(frame);
      return new Box(id, style, title, subtitle, details, more, times);
    }
  }

  /**
   * Boxes in a frame.
   *
   * @param id unique in the diagram
   * @param title its name
   * @param subtitle beside the name, less loud; may be empty
   * @param corner short texts on the other side of the name
   * @param times how often what is inside comes one after another; 1 for just once
   * @param ports names by which arrows inside begin at what the group reads, in order
   * @param items what is inside, each after what it reads
   * @param edges arrows between items, or from ports to items
   * @param output id of the item whose output is the group's; empty if arrows lead out of its items
   *     themselves
   */
  public record Group(
      String id,
      String title,
      String subtitle,
      List<String> corner,
      int times,
      List<String> ports,
      List<Item> items,
      List<Edge> edges,
      String output)
      implements Item {
    /** Copies the lists. */
    public Group {
      corner = List.copyOf(corner);
      ports = List.copyOf(ports);
      items = List.copyOf(items);
      edges = List.copyOf(edges);
    }

    /** Items by id, without those inside other groups. */
    public Map<String, Item> byId() {
      Map<String, Item> byId = new LinkedHashMap<>();
      items.forEach(item -> byId.put(item.id(), item));
      return byId;
    }
  }

  /**
   * An arrow.
   *
   * @param from an item, or a port of the group that the arrow is in
   * @param to an item
   * @param port which port of that item, where it is a group
   */
  public record Edge(String from, String to, int port) {
    /** An arrow to a box, or to the first port of a group. */
    public Edge(String from, String to) {
      this(from, to, 0);
    }
  }

  /** The same without frames; each box bears the title of the one that it was in. */
  public Diagram flat() {
    List<Item> boxes = new ArrayList<>();
    addBoxes(root, "", boxes);
    Group flat = new Group("", title, "", List.of(), 1, List.of(), boxes, links(), "");
    return new Diagram(title, facts, flat);
  }

  private static void addBoxes(Group group, String frame, List<Item> boxes) {
    for (Item item : group.items()) {
      if (item instanceof Group inner) {
        addBoxes(inner, inner.title(), boxes);
      } else {
        boxes.add(((Box) item).in(frame));
      }
    }
  }

  /** All arrows as they lead from box to box, through the frames. */
  public List<Edge> links() {
    List<Edge> links = new ArrayList<>();
    addLinks(root, Map.of(), links);
    return links;
  }

  /**
   * @param sources box behind each port
   */
  private static void addLinks(Group group, Map<String, String> sources, List<Edge> links) {
    Map<String, Item> items = group.byId();
    Map<String, Map<String, String>> ports = new HashMap<>();
    for (Edge edge : group.edges()) {
      String source =
          items.containsKey(edge.from())
              ? last(items.get(edge.from()))
              : sources.getOrDefault(edge.from(), edge.from());
      if (items.get(edge.to()) instanceof Group inner && !inner.ports().isEmpty()) {
        ports
            .computeIfAbsent(inner.id(), id -> new HashMap<>())
            .put(inner.ports().get(edge.port()), source);
      } else {
        links.add(new Edge(source, edge.to()));
      }
    }
    for (Item item : group.items()) {
      if (item instanceof Group inner) {
        addLinks(inner, ports.getOrDefault(inner.id(), Map.of()), links);
      }
    }
  }

  /** The box whose output an item's is. */
  private static String last(Item item) {
    return item instanceof Group group ? last(group.byId().get(group.output())) : item.id();
  }
}
