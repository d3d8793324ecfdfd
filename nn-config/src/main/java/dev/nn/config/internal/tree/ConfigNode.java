package dev.nn.config.internal.tree;

import dev.nn.config.problem.ConfigException;
import dev.nn.config.problem.Origin;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** A value of a config, with the place where it is written. Immutable. */
public sealed interface ConfigNode {
  /** Where it is written. */
  Origin origin();

  /** Where the value of a key is written; where this is, if it has no such key. */
  default Origin origin(String key) {
    return origin();
  }

  /** How many values there are in it, itself included; saturates. */
  int size();

  /** How deeply it is nested; 1 for a scalar. */
  int depth();

  /** What it is, for messages: {@code the text 'wide'}. */
  String describe();

  /**
   * A number, truth value, text or nothing. Which of these it is depends on what is expected, not
   * on YAML's guess, so that {@code no} can be a country and {@code 1e-3} a number.
   *
   * @param text the value, without quotes
   * @param plain whether it was written without quotes
   */
  record Scalar(String text, boolean plain, Origin origin) implements ConfigNode {
    private static final Pattern NULL = Pattern.compile("|~|null|Null|NULL");
    private static final Pattern NUMBER =
        Pattern.compile(
            "[-+]?([0-9][0-9_]*(\\.[0-9_]*)?|\\.[0-9][0-9_]*)([eE][-+]?[0-9]{1,9})?"
                + "|[-+]?\\.(inf|Inf|INF)|\\.(nan|NaN|NAN)");

    /** A value as written. */
    public static Scalar of(String text, boolean plain, Origin origin) {
      return new Scalar(text, plain, origin);
    }

    /** The same value, which is also used in another place. */
    Scalar usedAt(Origin place) {
      return new Scalar(text, plain, origin.usedAt(place));
    }

    /**
     * The place of some characters of the text; all of it if it is not written as it is read.
     *
     * @param from how many code points stand before them
     * @param count how many they are
     */
    public Origin place(int from, int count) {
      if (origin.says(text)) {
        return origin.part(from, count);
      }
      Origin quoted = origin.part(1, 1);
      return quoted.says(text) ? quoted.part(from, count) : origin;
    }

    /** Whether there is no value. */
    public boolean isNull() {
      return plain && NULL.matcher(text).matches();
    }

    /** The value as a number. */
    public Optional<Double> number() {
      if (!plain || !NUMBER.matcher(text).matches()) {
        return Optional.empty();
      }
      String digits = text.replace("_", "").toLowerCase(java.util.Locale.ROOT);
      return Optional.of(
          switch (digits) {
            case ".inf", "+.inf" -> Double.POSITIVE_INFINITY;
            case "-.inf" -> Double.NEGATIVE_INFINITY;
            case ".nan" -> Double.NaN;
            default -> Double.parseDouble(digits);
          });
    }

    /** The value as a whole number; {@code 1e3} is one. */
    public Optional<Long> whole() {
      if (number().isEmpty()) {
        return Optional.empty();
      }
      try {
        return Optional.of(Long.parseLong(text.replace("_", "")));
      } catch (NumberFormatException e) {
        double value = number().get();
        // Beyond 2⁵³ a double is no longer a count.
        return value == Math.rint(value) && Math.abs(value) <= 0x1p53
            ? Optional.of((long) value)
            : Optional.empty();
      }
    }

    /** The value as a truth value. */
    public Optional<Boolean> truth() {
      return switch (plain ? text : "") {
        case "true", "True", "TRUE" -> Optional.of(true);
        case "false", "False", "FALSE" -> Optional.of(false);
        default -> Optional.empty();
      };
    }

    /** Whether it can only be a text. */
    public boolean isText() {
      return !isNull() && number().isEmpty() && truth().isEmpty();
    }

    @Override
    public int size() {
      return 1;
    }

    @Override
    public int depth() {
      return 1;
    }

    @Override
    public String describe() {
      if (isNull()) {
        return "nothing";
      }
      String shown = text.length() > 60 ? text.substring(0, 60) + "…" : text;
      return isText() ? "the text '" + shown + "'" : shown;
    }
  }

  /** A list. */
  record Sequence(List<ConfigNode> items, Origin origin, int size, int depth)
      implements ConfigNode {
    /** A list of values. */
    public static Sequence of(List<ConfigNode> items, Origin origin) {
      return new Sequence(List.copyOf(items), origin, Tally.size(items), Tally.depth(items));
    }

    @Override
    public String describe() {
      return "a list";
    }
  }

  /** Values by key, in the order written. */
  record Mapping(Map<String, Entry> entries, Origin origin, int size, int depth)
      implements ConfigNode {
    /** Values by key. */
    public static Mapping of(Map<String, Entry> entries, Origin origin) {
      List<ConfigNode> values = entries.values().stream().map(Entry::value).toList();
      return new Mapping(
          Collections.unmodifiableMap(new LinkedHashMap<>(entries)),
          origin,
          Tally.size(values),
          Tally.depth(values));
    }

    /** The value of a key. */
    public Optional<ConfigNode> get(String key) {
      return Optional.ofNullable(entries.get(key)).map(Entry::value);
    }

    @Override
    public Origin origin(String key) {
      return get(key).map(ConfigNode::origin).orElse(origin);
    }

    /** This with one key set or replaced, in its place. */
    public Mapping with(String key, Origin keyOrigin, ConfigNode value) {
      Map<String, Entry> changed = new LinkedHashMap<>(entries);
      changed.put(key, new Entry(keyOrigin, value));
      return of(changed, origin);
    }

    /** This without a key. */
    public Mapping without(String key) {
      Map<String, Entry> changed = new LinkedHashMap<>(entries);
      changed.remove(key);
      return of(changed, origin);
    }

    @Override
    public String describe() {
      return "a mapping";
    }
  }

  /** A value that could not be determined; the reason is reported already. */
  record Broken(Origin origin) implements ConfigNode {
    /** Ends what depends on this value, without another message. */
    ConfigException alreadyReported() {
      return new ConfigException(List.of());
    }

    @Override
    public int size() {
      return 1;
    }

    @Override
    public int depth() {
      return 1;
    }

    @Override
    public String describe() {
      return "a value that could not be determined";
    }
  }

  /**
   * A value under its key.
   *
   * @param keyOrigin where the key is written
   */
  record Entry(Origin keyOrigin, ConfigNode value) {}

  /** Adds up. */
  final class Tally {
    private Tally() {}

    private static int size(List<ConfigNode> parts) {
      long size = 1;
      for (ConfigNode part : parts) {
        size += part.size();
      }
      return (int) Math.min(size, Integer.MAX_VALUE);
    }

    private static int depth(List<ConfigNode> parts) {
      return 1 + parts.stream().mapToInt(ConfigNode::depth).max().orElse(0);
    }
  }
}
