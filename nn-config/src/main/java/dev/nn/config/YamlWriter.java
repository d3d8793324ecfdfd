package dev.nn.config;

import dev.nn.config.internal.bind.Marked;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Maps, lists and scalars to YAML as people write configs: what fits on a line stands on a line,
 * the rest key by key. {@linkplain Marked Marks} become comments; they do not change the lines.
 */
final class YamlWriter {
  /** Columns of a line, without its comment. */
  private static final int WIDTH = 80;

  /** The keys of the top, and what is right below them, have lines of their own. */
  private static final int OUTER = 2;

  /** Lines up to so many columns have their comments below each other. */
  private static final int COMMENTED = 44;

  private final YamlScalars scalars = new YamlScalars();
  private final List<Line> lines = new ArrayList<>();
  private final Map<String, String> remarks;

  /** A line and its comment, which may be empty. */
  private record Line(String text, String comment) {}

  private YamlWriter(Map<String, String> remarks) {
    this.remarks = remarks;
  }

  /**
   * A whole config.
   *
   * @param remarks comments by path; items of lists go by name, or by number from 0
   */
  static String write(Map<String, Object> root, Map<String, String> remarks) {
    YamlWriter writer = new YamlWriter(remarks);
    writer.map(root, "", "", 1);
    return writer.print();
  }

  private String print() {
    int column =
        lines.stream()
            .mapToInt(line -> line.text().length())
            .filter(n -> n <= COMMENTED)
            .max()
            .orElse(0);
    StringBuilder text = new StringBuilder();
    for (Line line : lines) {
      text.append(line.text());
      if (!line.comment().isEmpty()) {
        text.append(" ".repeat(Math.max(0, column - line.text().length())));
        text.append("  # ").append(line.comment());
      }
      text.append('\n');
    }
    return text.toString();
  }

  private void map(Map<?, ?> map, String path, String indent, int level) {
    map.forEach(
        (name, value) -> {
          String at = path.isEmpty() ? (String) name : path + "." + name;
          entry(indent + scalars.key((String) name) + ":", value, at, indent, level);
        });
  }

  private void entry(String start, Object marked, String path, String indent, int level) {
    Object value = Marked.strip(marked);
    String line = start + " " + flow(value);
    if (value instanceof Map<?, ?> map && !map.isEmpty() && (level < OUTER || !fits(line, map))) {
      line(start, marked, Map.of(), path);
      map(map, path, indent + "  ", level + 1);
    } else if (value instanceof List<?> list && holdsMaps(list)) {
      line(start, marked, Map.of(), path);
      for (int i = 0; i < list.size(); i++) {
        item(list.get(i), path, i, indent + "  ", level + 1);
      }
    } else if (value instanceof List<?> list && line.length() > WIDTH) {
      line(start + " [", marked, Map.of(), path);
      fill(list, indent + "  ");
    } else {
      line(line, marked, value, path);
    }
  }

  private void item(Object marked, String path, int number, String indent, int level) {
    Object value = Marked.strip(marked);
    Object name = value instanceof Map<?, ?> map ? Marked.strip(map.get("name")) : null;
    String at = path + "." + Objects.requireNonNullElse(name, number);
    String line = indent + "- " + flow(value);
    if (!(value instanceof Map<?, ?> map) || fits(line, map)) {
      line(line, marked, value, at);
      return;
    }
    int first = lines.size();
    map(map, at, indent + "  ", level + 1);
    Line begin = lines.get(first);
    String text = indent + "- " + begin.text().substring(indent.length() + 2);
    lines.set(first, new Line(text, join(begin.comment(), remarks.getOrDefault(at, ""))));
  }

  /** A list that is too long for a line, item by item. */
  private void fill(List<?> list, String indent) {
    StringBuilder line = new StringBuilder(indent);
    for (int i = 0; i < list.size(); i++) {
      String item = flow(list.get(i)) + (i < list.size() - 1 ? "," : "]");
      if (line.length() > indent.length() && line.length() + 1 + item.length() > WIDTH) {
        lines.add(new Line(line.toString(), ""));
        line.setLength(indent.length());
      }
      line.append(line.length() > indent.length() ? " " : "").append(item);
    }
    lines.add(new Line(line.toString(), ""));
  }

  private void line(String text, Object marked, Object shown, String path) {
    String mark = marked instanceof Marked each ? each.mark() : marks(shown);
    lines.add(new Line(text, join(mark, remarks.getOrDefault(path, ""))));
  }

  private static String join(String one, String other) {
    return Stream.of(one, other).filter(text -> !text.isEmpty()).collect(Collectors.joining("; "));
  }

  private static boolean fits(String line, Map<?, ?> map) {
    return line.length() <= WIDTH && map.values().stream().noneMatch(YamlWriter::holdsMaps);
  }

  private static boolean holdsMaps(Object value) {
    return Marked.strip(value) instanceof List<?> list
        && list.stream().map(Marked::strip).anyMatch(Map.class::isInstance);
  }

  private String flow(Object marked) {
    Object value = Marked.strip(marked);
    if (value instanceof Map<?, ?> map) {
      return map.entrySet().stream()
          .map(entry -> scalars.key((String) entry.getKey()) + ": " + flow(entry.getValue()))
          .collect(Collectors.joining(", ", "{", "}"));
    }
    if (value instanceof List<?> list) {
      return list.stream().map(this::flow).collect(Collectors.joining(", ", "[", "]"));
    }
    return scalars.value(value);
  }

  /** What there is to say of the keys of a map that stands on one line. */
  private static String marks(Object value) {
    Map<String, String> byKey = new LinkedHashMap<>();
    collect(value, "", byKey);
    if (byKey.values().stream().distinct().count() == 1) {
      return byKey.values().iterator().next();
    }
    Map<String, List<String>> byMark = new LinkedHashMap<>();
    byKey.forEach((key, mark) -> byMark.computeIfAbsent(mark, m -> new ArrayList<>()).add(key));
    byMark.remove("");
    return byMark.entrySet().stream()
        .map(entry -> entry.getKey() + ": " + String.join(", ", entry.getValue()))
        .collect(Collectors.joining("; "));
  }

  private static void collect(Object value, String path, Map<String, String> byKey) {
    if (!(Marked.strip(value) instanceof Map<?, ?> map)) {
      return;
    }
    map.forEach(
        (key, each) -> {
          String at = path.isEmpty() ? (String) key : path + "." + key;
          if (each instanceof Marked marked) {
            byKey.put(at, marked.mark());
          } else if (!(each instanceof Map<?, ?> inner) || inner.isEmpty()) {
            byKey.put(at, "");
          }
          collect(each, at, byKey);
        });
  }
}
