package dev.nn.config.schema;

import dev.nn.config.registry.Registration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Names to choose from. Each is an alternative of its own with its description, since that is what
 * editors show beside it; aliases are accepted and not proposed.
 */
final class Names {
  private static final Pattern NO_WORD = Pattern.compile("[^A-Za-z0-9_]");

  private final Map<String, Schema> proposed = new TreeMap<>();
  private final Set<String> aliases = new TreeSet<>();

  /** Adds a part. */
  void add(Registration<?> part) {
    add(part.name(), part.doc(), part.aliases());
  }

  /** Adds a name. */
  void add(String name, String doc, Collection<String> otherNames) {
    Schema constant = Schema.of("const", name);
    proposed.put(name, doc.isEmpty() ? constant : constant.with("description", doc));
    aliases.addAll(otherNames);
  }

  /**
   * One of the names, or a text with a variable in it.
   *
   * @param doc what they name
   * @param fault what editors say of any other value
   * @param plural for {@code nn list}
   */
  Schema schema(String doc, String fault, String plural) {
    // First, because editors show the mistake of the first of equal alternatives; else they would
    // list all names.
    List<Schema> alternatives = new ArrayList<>();
    String variable = Simple.WITH_VARIABLE;
    alternatives.add(
        Schema.of("type", "string")
            .with("pattern", aliases.isEmpty() ? variable : pattern(aliases) + "|" + variable)
            .with("errorMessage", "%s; nn list %s shows all.".formatted(fault, plural)));
    alternatives.addAll(proposed.values());
    return Schema.of("description", doc).with("anyOf", alternatives);
  }

  /** If this is the type, or one of its other names, then that. */
  static Schema choice(String name, Collection<String> otherNames, Schema then) {
    Set<String> names = new TreeSet<>(otherNames);
    names.add(name);
    // A pattern, since editors take an unfinished text for the beginning of a constant, and adam
    // for that of adamax.
    Schema type = Schema.of("pattern", pattern(names));
    return Schema.of("if", Schema.of("properties", Map.of("type", type))).with("then", then);
  }

  private static String pattern(Collection<String> names) {
    String quoted =
        names.stream()
            .map(name -> NO_WORD.matcher(name).replaceAll("\\\\$0"))
            .collect(Collectors.joining("|"));
    return names.size() == 1 ? "^" + quoted + "$" : "^(" + quoted + ")$";
  }
}
