package dev.nn.cli.reference;

import com.sun.source.doctree.DocTree;
import dev.nn.api.layer.Layer;
import dev.nn.api.spec.Range;
import dev.nn.config.registry.Key;
import dev.nn.config.registry.Kind;
import dev.nn.config.registry.RecordType;
import dev.nn.config.registry.ValueType;
import dev.nn.core.network.Network;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The keys of a type: its own, those that it shares with others, and those of keys within keys. */
final class KeyTables {
  /** Before a colon, comma or the end: what a column of the table says already. */
  private static final String SAID_ELSEWHERE =
      ",? *(?:[≥>] ?[-−]?[\\d.⁻¹⁰]+(?: and (?:≤|<) ?[\\d.]+)?|in [\\[(][^\\])]*[\\])])";

  private static final String DEFAULT = "; default (`[^`]*`|[^;:]*)(?=$|;)";

  /** A sign of the formula, and perhaps a remark. */
  private static final Pattern SIGN = Pattern.compile("(\\p{L}[₀₁₂₃′]?)(?:[;,:] (.*))?");

  /** Javadoc that goes on where the component's name ends, as in "@param axis of the mean". */
  private static final Pattern CONTINUATION = Pattern.compile("(that|of|on|for|likewise)\\b");

  private final SourceComments comments;
  private final Addresses addresses;
  private final Kind<?> page;
  private final Collection<Class<?>> apart;

  /**
   * For one page.
   *
   * @param apart records whose keys have a place of their own on the page
   */
  KeyTables(
      SourceComments comments, Addresses addresses, Kind<?> page, Collection<Class<?>> apart) {
    this.comments = comments;
    this.addresses = addresses;
    this.page = page;
    this.apart = apart;
  }

  /** The heading of the place where a record's keys are, if it is apart. */
  static String heading(Class<?> record) {
    return record.getSimpleName().replaceAll("(?<=.)([A-Z])", "_$1").toLowerCase(Locale.ROOT);
  }

  /** Everything whose source is needed: the type, records within it, and enums. */
  static Set<Class<?>> within(Class<?> type) {
    Set<Class<?>> found = new LinkedHashSet<>(List.of(type));
    if (type.isRecord()) {
      for (Key key : RecordType.of(type).components()) {
        Class<?> value = value(key);
        if (isNested(value) || value.isEnum()) {
          found.addAll(within(value));
        }
      }
    }
    return found;
  }

  /** The records that are values of keys. */
  static Stream<Class<?>> valuesOf(RecordType type) {
    return type.keys().stream().<Class<?>>map(key -> value(key)).filter(KeyTables::isNested);
  }

  /** Tables of everything; one line if there is nothing. */
  String of(RecordType type) {
    List<String> parts = new ArrayList<>();
    Map<Class<?>, Set<String>> nested = new LinkedHashMap<>();
    Map<Class<?>, Set<String>> enums = new LinkedHashMap<>();
    add(type, "", parts, nested, enums);
    while (!nested.isEmpty()) {
      Class<?> record = nested.keySet().iterator().next();
      Set<String> keys = nested.remove(record);
      parts.add("**In %s.** %s".formatted(quoted(keys), text(record)));
      add(RecordType.of(record), keys.iterator().next() + ".", parts, nested, enums);
    }
    enums.forEach((values, keys) -> values(values, keys).ifPresent(parts::add));
    return parts.isEmpty() ? "It has no keys." : String.join("\n\n", parts);
  }

  private void add(
      RecordType type,
      String prefix,
      List<String> parts,
      Map<Class<?>, Set<String>> nested,
      Map<Class<?>, Set<String>> enums) {
    List<String> rows = new ArrayList<>();
    for (Key key : type.components()) {
      if (key.inline()) {
        continue;
      }
      rows.add(row(type, key));
      Class<?> value = value(key);
      if (isNested(value) && !apart.contains(value)) {
        nested.computeIfAbsent(value, each -> new LinkedHashSet<>()).add(prefix + key.name());
      } else if (value.isEnum()) {
        enums.computeIfAbsent(value, each -> new LinkedHashSet<>()).add(prefix + key.name());
      }
    }
    if (!rows.isEmpty()) {
      parts.add(
          "| key | type | range | default | meaning |\n|---|---|---|---|---|\n"
              + String.join("\n", rows));
    }
    for (Key key : type.components()) {
      if (key.inline()) {
        RecordType inner = key.inner().orElseThrow();
        parts.add(text(inner.type()));
        add(inner, prefix, parts, nested, enums);
      }
    }
  }

  private String row(RecordType owner, Key key) {
    String name =
        key.aliases().isEmpty()
            ? "`%s`".formatted(key.name())
            : "`%s` (or %s)".formatted(key.name(), quoted(key.aliases()));
    // The keys of a block have defaults that its reader knows, not its record.
    boolean required = key.required() && !key.doc().contains("default: ");
    String standard = key.defaultValue().map("`%s`"::formatted).orElse(required ? "required" : "");
    return List.of(
            name,
            describe(key.value()),
            key.range().map(KeyTables::describe).orElse(""),
            standard,
            meaning(owner, key))
        .stream()
        .map(cell -> cell.replace("|", "\\|"))
        .collect(Collectors.joining(" | ", "| ", " |"));
  }

  /** The fuller of Javadoc and one-line description; before it the key's sign in the formula. */
  private String meaning(RecordType owner, Key key) {
    List<? extends DocTree> javadoc =
        comments.of(owner.type()).parameters().getOrDefault(key.component().getName(), List.of());
    String full = Markdown.line(javadoc, links(owner.type())).replaceAll(DEFAULT, "");
    if (key.range().isPresent()) {
      full = full.replaceAll(SAID_ELSEWHERE + "(?=$|[:;,.])", "").replaceFirst("^[:;,] *", "");
    }
    String line = Markdown.escaped(small(key.doc()));
    Matcher sign = SIGN.matcher(full);
    if (sign.matches()) {
      Matcher said = SIGN.matcher(line);
      if (said.matches() && said.group(1).equals(sign.group(1))) {
        return line;
      }
      return sign.group(1) + ": " + fuller(Objects.requireNonNullElse(sign.group(2), ""), line);
    }
    return fuller(full, line);
  }

  private static String fuller(String javadoc, String line) {
    boolean goesOn = CONTINUATION.matcher(javadoc).lookingAt() && !line.isEmpty();
    return goesOn || javadoc.length() < line.length() ? line : javadoc;
  }

  /** Sources and callbacks describe their keys in sentences, all others do not. */
  private String small(String doc) {
    return (page == Kind.DATA || page == Kind.CALLBACK) && !doc.isEmpty()
        ? Character.toLowerCase(doc.charAt(0)) + doc.substring(1)
        : doc;
  }

  private String describe(ValueType type) {
    if (type instanceof ValueType.Maybe maybe) {
      return describe(maybe.value());
    }
    if (type instanceof ValueType.Items items) {
      return "list of " + plural(describe(items.item()));
    }
    if (type instanceof ValueType.Named named) {
      return "map from names to " + plural(describe(named.value()));
    }
    if (type instanceof ValueType.Part part) {
      return link(part.kind());
    }
    if (type instanceof ValueType.Choice choice) {
      return choice.names().stream().map("`%s`"::formatted).collect(Collectors.joining(", "));
    }
    if (type instanceof ValueType.Keys keys) {
      Class<?> record = keys.type();
      if (record == Network.Node.class) {
        return link(Kind.LAYER);
      }
      return apart.contains(record) ? "[map](#%s)".formatted(heading(record)) : "map";
    }
    return simple(type);
  }

  private String link(Kind<?> kind) {
    return "[%s](%s%s)".formatted(kind.singular(), Addresses.up(page), Addresses.list(kind));
  }

  private static String simple(ValueType type) {
    if (type instanceof ValueType.Whole) {
      return "whole number";
    }
    if (type instanceof ValueType.Fraction) {
      return "number";
    }
    if (type instanceof ValueType.Truth) {
      return "`true`, `false`";
    }
    return type instanceof ValueType.Text ? "text" : "path";
  }

  private static String plural(String noun) {
    return switch (noun) {
      case "whole number", "number", "text", "path", "map" -> noun + "s";
      default -> noun;
    };
  }

  private static String describe(Range range) {
    boolean least = range.min() != Double.NEGATIVE_INFINITY;
    boolean greatest = range.max() != Double.POSITIVE_INFINITY;
    if (least && greatest) {
      return "%s%s, %s%s"
          .formatted(
              range.minExclusive() ? "(" : "[",
              number(range.min()),
              number(range.max()),
              range.maxExclusive() ? ")" : "]");
    }
    return least
        ? (range.minExclusive() ? "> " : "≥ ") + number(range.min())
        : (range.maxExclusive() ? "< " : "≤ ") + number(range.max());
  }

  private static String number(double value) {
    return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
  }

  /** What the values of an enum mean, if its Javadoc says so. */
  private Optional<String> values(Class<?> type, Set<String> keys) {
    Map<String, List<? extends DocTree>> said = comments.of(type).constants();
    if (said.isEmpty()) {
      return Optional.empty();
    }
    StringBuilder list = new StringBuilder("Values of " + quoted(keys) + ":\n");
    for (Object constant : type.getEnumConstants()) {
      Optional.ofNullable(said.get(((Enum<?>) constant).name()))
          .map(doc -> Markdown.line(doc, links(type)))
          .ifPresent(
              doc -> list.append("\n- `%s`: %s".formatted(constantName((Enum<?>) constant), doc)));
    }
    return Optional.of(list.toString());
  }

  private static String constantName(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  private String text(Class<?> type) {
    return Markdown.of(comments.of(type).text(), links(type));
  }

  private Function<String, Optional<String>> links(Class<?> type) {
    return addresses.linksOf(type, page);
  }

  /** The enum or record of what the values are in the end; otherwise no class of ours. */
  private static Class<?> value(Key key) {
    ValueType inner = key.value().innermost();
    if (inner instanceof ValueType.Choice choice) {
      return choice.type();
    }
    return inner instanceof ValueType.Keys keys ? keys.type() : Object.class;
  }

  /** A block's layers are written as those of the model, and Java's own records are not ours. */
  private static boolean isNested(Class<?> type) {
    return type.isRecord() && type != Network.Node.class && !Layer.class.isAssignableFrom(type);
  }

  private static String quoted(Iterable<String> names) {
    List<String> quoted = new ArrayList<>();
    names.forEach(name -> quoted.add("`" + name + "`"));
    return String.join(", ", quoted);
  }
}
