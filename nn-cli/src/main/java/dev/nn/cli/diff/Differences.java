package dev.nn.cli.diff;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Compares two resolved configs. Maps are compared key by key, lists of layers, outputs, metrics
 * and callbacks by the names of their items, other lists as a whole. Where another type was chosen,
 * the part as a whole differs: its keys have another meaning.
 */
public final class Differences {
  /** The run's folder, the format, and what is said on the screen: nothing that is computed. */
  private static final Set<String> WITHOUT_MEANING = Set.of("name", "version", "warnings");

  private final List<Difference> found = new ArrayList<>();

  private Differences() {}

  /** In the order of the first config, then that of the second; empty if both mean the same. */
  public static List<Difference> between(Map<String, Object> left, Map<String, Object> right) {
    Differences differences = new Differences();
    Map<String, Object> a = new LinkedHashMap<>(left);
    Map<String, Object> b = new LinkedHashMap<>(right);
    if (a.containsKey("loss") != b.containsKey("loss")) {
      intoOutputs(a);
      intoOutputs(b);
    }
    a.keySet().removeAll(WITHOUT_MEANING);
    b.keySet().removeAll(WITHOUT_MEANING);
    differences.maps("", a, b);
    return List.copyOf(differences.found);
  }

  /** Loss and metrics at the top are those of the last layer: written so, they can be compared. */
  private static void intoOutputs(Map<String, Object> root) {
    if (!root.containsKey("loss")) {
      return;
    }
    Map<String, Object> model = new LinkedHashMap<>(map(root.get("model")));
    List<?> layers = (List<?>) model.get("layers");
    Map<String, Object> output = new LinkedHashMap<>();
    output.put("layer", map(layers.get(layers.size() - 1)).get("name"));
    output.put("loss", root.remove("loss"));
    output.put("weight", 1.0);
    output.put("metrics", root.remove("metrics"));
    model.put("outputs", List.of(output));
    root.put("model", model);
  }

  private void maps(String path, Map<String, Object> left, Map<String, Object> right) {
    Set<String> keys = new LinkedHashSet<>(left.keySet());
    keys.addAll(right.keySet());
    for (String key : keys) {
      String at = path.isEmpty() ? key : path + "." + key;
      if (!right.containsKey(key)) {
        found.add(Difference.removed(at, left.get(key)));
      } else if (!left.containsKey(key)) {
        found.add(Difference.added(at, right.get(key)));
      } else {
        values(at, left.get(key), right.get(key));
      }
    }
  }

  private void values(String path, Object left, Object right) {
    if (left.equals(right)) {
      return;
    }
    if (left instanceof List<?> a && right instanceof List<?> b) {
      lists(path, a, b);
    } else if (isPart(left) && isPart(right) && sameType(part(left), part(right))) {
      maps(path, part(left), part(right));
    } else {
      found.add(Difference.changed(path, left, right));
    }
  }

  private static boolean sameType(Map<String, Object> left, Map<String, Object> right) {
    return Objects.equals(left.get("type"), right.get("type"));
  }

  private void lists(String path, List<?> left, List<?> right) {
    Optional<Map<String, Object>> a = byName(left);
    Optional<Map<String, Object>> b = byName(right);
    boolean parts =
        left.stream().anyMatch(Map.class::isInstance)
            || right.stream().anyMatch(Map.class::isInstance);
    if (!parts || a.isEmpty() || b.isEmpty()) {
      found.add(Difference.changed(path, left, right));
    } else {
      maps(path, a.get(), b.get());
    }
  }

  /** Items by what tells them apart; empty if nothing does. */
  private static Optional<Map<String, Object>> byName(List<?> items) {
    Map<String, Object> named = new LinkedHashMap<>();
    Set<Object> seen = new HashSet<>();
    for (Object item : items) {
      if (!isPart(item)) {
        return Optional.empty();
      }
      Map<String, Object> part = part(item);
      Object name =
          List.of("name", "layer", "type").stream()
              .filter(part::containsKey)
              .map(part::get)
              .findFirst()
              .orElse(null);
      if (name == null || !seen.add(name)) {
        return Optional.empty();
      }
      named.put(String.valueOf(name), item);
    }
    return Optional.of(named);
  }

  private static boolean isPart(Object value) {
    return value instanceof Map || value instanceof String;
  }

  /** A bare name is short for its type. */
  private static Map<String, Object> part(Object value) {
    return value instanceof String name ? Map.of("type", name) : map(value);
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> map(Object value) {
    return (Map<String, Object>) value;
  }
}
