package dev.nn.config.internal.bind;

import dev.nn.config.internal.tree.ConfigNode;
import dev.nn.config.problem.Origin;
import dev.nn.config.registry.Key;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How the values of a spec came to be, where they do not simply stand in the config: by default,
 * from a variable, a parent or the command line.
 */
public final class Marks {
  /** The key was left out, and has a fixed value then. */
  public static final String DEFAULT = "default";

  /** The key was left out, and its value follows from others. */
  public static final String INFERRED = "inferred";

  private static final Pattern EXPRESSION = Pattern.compile("\\$\\{.*}");

  /** What stands behind a key whose whole value is an expression. */
  private static final Pattern WHOLE = Pattern.compile("^[\"']?\\s*:\\s*[\"']?(\\$\\{[^\"']*})");

  private final Sources sources;

  /** Of records made from these. */
  public Marks(Sources sources) {
    this.sources = sources;
  }

  /** Knows nothing, and says nothing. */
  public static Marks none() {
    return new Marks(new Sources());
  }

  /** What records were made from. */
  Sources sources() {
    return sources;
  }

  /**
   * Of a record's key.
   *
   * @param ofParts whether its value has keys of its own, which speak for themselves
   */
  Optional<String> of(Object record, Key key, boolean ofParts) {
    return sources
        .keys(record)
        .flatMap(
            keys -> {
              List<String> names = new ArrayList<>(key.aliases());
              names.add(0, key.name());
              return names.stream()
                  .map(keys.entries()::get)
                  .filter(entry -> entry != null)
                  .findFirst()
                  .map(entry -> ofParts ? ofWhole(entry) : of(entry))
                  .orElse(Optional.of(DEFAULT));
            });
  }

  /**
   * Of a key among others.
   *
   * @param absent what to say if it is left out
   */
  public static Optional<String> of(ConfigNode.Mapping keys, String key, String absent) {
    ConfigNode.Entry entry = keys.entries().get(key);
    return entry == null ? Optional.of(absent) : of(entry);
  }

  private static Optional<String> of(ConfigNode.Entry entry) {
    Optional<String> whole = ofWhole(entry);
    if (whole.isPresent()) {
      return whole;
    }
    Set<Optional<String>> marks = new HashSet<>();
    collect(entry.value(), marks);
    return marks.size() == 1 ? marks.iterator().next() : Optional.empty();
  }

  /** A list or mapping is marked if all in it comes from the same place. */
  private static void collect(ConfigNode node, Set<Optional<String>> marks) {
    if (node instanceof ConfigNode.Sequence list && !list.items().isEmpty()) {
      list.items().forEach(item -> collect(item, marks));
    } else if (node instanceof ConfigNode.Mapping mapping && !mapping.entries().isEmpty()) {
      mapping.entries().values().forEach(entry -> collect(entry.value(), marks));
    } else {
      marks.add(ofScalar(node));
    }
  }

  /** What is said of a value as such, not of what is in it. */
  private static Optional<String> ofWhole(ConfigNode.Entry entry) {
    if (entry.value() instanceof ConfigNode.Scalar) {
      return ofScalar(entry.value());
    }
    // Lists and mappings from variables keep their places there, so the key has to tell.
    Matcher matcher = WHOLE.matcher(entry.keyOrigin().after());
    return matcher.find() ? Optional.of("from " + matcher.group(1)) : Optional.empty();
  }

  private static Optional<String> ofScalar(ConfigNode value) {
    Origin written = value.origin();
    Origin origin = written.use().orElse(written);
    Matcher matcher = EXPRESSION.matcher(origin.text());
    String expression = matcher.find() ? matcher.group() : "";
    boolean set = written.use().isPresent() && isOption(written);
    String place =
        isOption(origin) || set
            ? "--set"
            : origin.source().rank() == 0
                ? ""
                : origin.source().file().orElseThrow().getFileName().toString();
    String from =
        expression.isEmpty() || place.isEmpty()
            ? expression + place
            : expression + (set ? " by " : " in ") + place;
    return from.isEmpty() ? Optional.empty() : Optional.of("from " + from);
  }

  private static boolean isOption(Origin origin) {
    return origin.source().file().isEmpty();
  }
}
