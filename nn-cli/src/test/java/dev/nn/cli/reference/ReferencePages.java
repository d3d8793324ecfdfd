package dev.nn.cli.reference;

import dev.nn.config.registry.Kind;
import dev.nn.config.registry.RecordType;
import dev.nn.config.registry.Registration;
import dev.nn.config.registry.Registries;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The pages of docs/reference: what can be named in a config, from the Javadoc of the records and
 * their annotations. Examples are the snippets beside the pages.
 */
final class ReferencePages {
  /** Groups of layers, in order: the folders of their snippets, and headings. */
  static final Map<String, String> GROUPS = new LinkedHashMap<>();

  static {
    GROUPS.put("basic", "Dense, embedding and blocks");
    GROUPS.put("convolution", "Convolution");
    GROUPS.put("pooling", "Pooling");
    GROUPS.put("normalisation", "Normalisation");
    GROUPS.put("regularising", "Regularising");
    GROUPS.put("shape", "Shape");
    GROUPS.put("recurrent", "Recurrent and sequences");
    GROUPS.put("attention", "Attention");
    GROUPS.put("merge", "Merge");
    GROUPS.put("activation", "Activation");
    GROUPS.put("preprocessing", "Preprocessing and augmentation");
    GROUPS.put("other", "Other");
  }

  private static final Map<Kind<?>, String> ABOUT =
      Map.of(
          Kind.ACTIVATION,
          "f in a = f(z), as the key `activation` of a layer or as the layer"
              + " [`activation`](layers/activation.md). z and a have the same shape unless a formula"
              + " says otherwise.",
          Kind.INITIALIZER,
          "First values of a parameter. fan_in and fan_out are the numbers of connections into and"
              + " out of a unit: for a kernel [in, units] its two sizes, for a convolution times the"
              + " places of its window.",
          Kind.REGULARIZER,
          "What a parameter or an output adds to the cost.",
          Kind.CONSTRAINT,
          "What a parameter is made to satisfy after each update.",
          Kind.SCHEDULE,
          "The learning rate η by step, counted from 0: the key `learning_rate` of an optimizer. A"
              + " bare number is a constant one.",
          Kind.METRIC,
          "What is watched while a model is trained, and told of it when it is evaluated; nothing"
              + " is differentiated. A metric may have a `name` to be shown under.",
          Kind.CALLBACK,
          "What looks on while a model is trained, and may intervene.",
          Kind.DATA,
          "Where examples come from: the section `data` of a config. Paths are relative to the"
              + " config. Targets are encoded as the loss wants them: numbers of classes (int32"
              + " [examples]), one-hot rows (float32 [examples, classes]), 0 or 1 (float32"
              + " [examples, 1]) or values (float32 [examples, columns]).");

  private final Registries registries;
  private final Map<String, Snippet> snippets;
  private final Addresses addresses;
  private final SourceComments comments;

  /**
   * Reads the sources.
   *
   * @param root of the repository
   * @throws IllegalArgumentException if something has no source or no Javadoc
   */
  ReferencePages(Path root, Registries registries, Map<String, Snippet> snippets) {
    this.registries = registries;
    this.snippets = snippets;
    this.addresses = new Addresses(registries);
    Set<Class<?>> types = new LinkedHashSet<>();
    for (Kind<?> kind : Kind.ALL) {
      registries.of(kind).all().forEach(each -> types.addAll(KeyTables.within(each.type())));
    }
    this.comments = new SourceComments(root, types);
  }

  /** All pages by path below docs/reference. */
  Map<String, String> pages() {
    Map<String, String> pages = new TreeMap<>();
    pages.put("README.md", index());
    for (Kind<?> kind : Kind.ALL) {
      if (Addresses.OWN_PAGES.contains(kind)) {
        registries
            .of(kind)
            .all()
            .forEach(each -> pages.put(Addresses.page(kind, each.name()), page(each)));
      } else {
        pages.put(Addresses.page(kind, ""), page(kind));
      }
    }
    return pages;
  }

  private String page(Registration<?> part) {
    return "# %s\n\n%s%s\n"
        .formatted(
            part.name(),
            "%s [%s](../README.md#%s)%s.\n\n"
                .formatted(
                    article(part.kind()),
                    part.kind().singular(),
                    part.kind().plural(),
                    aliases(part)),
            body(part, "## ", List.of()));
  }

  private String page(Kind<?> kind) {
    String plural = title(kind);
    List<String> parts =
        new ArrayList<>(List.of("# " + plural, ABOUT.get(kind), table(kind, all(kind))));
    List<Class<?>> apart = shared(all(kind));
    for (Registration<?> part : all(kind)) {
      parts.add("## " + part.name());
      if (!part.aliases().isEmpty()) {
        parts.add(article(kind) + " " + kind.singular() + aliases(part) + ".");
      }
      parts.add(body(part, "", apart));
    }
    for (Class<?> record : apart) {
      parts.add("## " + KeyTables.heading(record));
      parts.add(Markdown.of(comments.of(record).text(), addresses.linksOf(record, kind)));
      parts.add(new KeyTables(comments, addresses, kind, apart).of(RecordType.of(record)));
    }
    return String.join("\n\n", parts) + "\n";
  }

  /** Records that are values of keys of many parts: told once. */
  private static List<Class<?>> shared(List<Registration<?>> parts) {
    Map<Class<?>, Long> uses =
        parts.stream()
            .flatMap(part -> KeyTables.valuesOf(part.keys()).distinct())
            .collect(
                Collectors.groupingBy(each -> each, LinkedHashMap::new, Collectors.counting()));
    return uses.keySet().stream().filter(each -> uses.get(each) > 2).toList();
  }

  private static String article(Kind<?> kind) {
    return "aeiou".indexOf(kind.singular().charAt(0)) < 0 ? "A" : "An";
  }

  private static String aliases(Registration<?> part) {
    return part.aliases().isEmpty()
        ? ""
        : part.aliases().stream()
            .map("`%s`"::formatted)
            .collect(Collectors.joining(", ", ", also called ", ""));
  }

  private String body(Registration<?> part, String heading, List<Class<?>> apart) {
    SourceComments.Comment comment = comments.of(part.type());
    Function<String, Optional<String>> links = addresses.linksOf(part.type(), part.kind());
    List<String> parts = new ArrayList<>();
    parts.add(Markdown.sorted(Markdown.of(comment.text(), links)));
    Optional.ofNullable(snippets.get(Snippet.id(part.kind(), part.name())))
        .ifPresent(
            snippet -> {
              parts.add(heading.isEmpty() ? "" : heading + "Example");
              parts.add("```yaml\n" + snippet.text().strip() + "\n```");
            });
    String keys = new KeyTables(comments, addresses, part.kind(), apart).of(part.keys());
    if (!heading.isEmpty()) {
      parts.add(heading + "Keys");
    }
    parts.add(keys);
    List<String> errors =
        comment.errors().stream()
            .map(error -> Markdown.line(error, links))
            .filter(error -> error.startsWith("if "))
            .distinct()
            .toList();
    if (!errors.isEmpty()) {
      parts.add(heading.isEmpty() ? "Errors:" : heading + "Errors");
      parts.add("- " + String.join("\n- ", errors));
    }
    return parts.stream().filter(each -> !each.isEmpty()).collect(Collectors.joining("\n\n"));
  }

  private String index() {
    List<String> parts = new ArrayList<>();
    parts.add(
        """
        # Reference

        Everything that a config can name, with formula, shapes, keys and an example. The pages are made from the sources; \
        every example is trained by a test. `./nn list` shows the same names, those of plugins included.

        [Layers](#layers) · [losses](#losses) · [optimizers](#optimizers) · [activations](activations.md) · \
        [initializers](initializers.md) · [regularizers](regularizers.md) · [constraints](constraints.md) · \
        [schedules](schedules.md) · [metrics](metrics.md) · [callbacks](callbacks.md) · [data sources](data.md) · \
        [the config file](../config.md)

        Keys in a table without a default and not "required" may be left out. Where no source is named, the definition is what the \
        field takes for granted; what Keras 3 has under the same name means the same here. A single value may stand for a list of one. \
        After a change of the sources or of an example (`docs/reference/snippets`), `mvn -q -Pdocs -pl nn-cli -am test` \
        writes the pages again."""
            .strip());
    parts.add("## Layers");
    parts.add(
        """
        Besides its own keys every layer may have `name`, `inputs` (default: the layer before), `trainable` (true), `repeat` (how \
        many of it follow each other) and `shared` (the name of a layer whose parameters it uses). Shapes begin with the batch; \
        images are channels-first unless a layer's `data_format` says otherwise."""
            .strip());
    GROUPS.forEach(
        (group, title) -> {
          List<Registration<?>> layers =
              all(Kind.LAYER).stream()
                  .filter(each -> group(each).equals(group))
                  .collect(Collectors.toList());
          if (!layers.isEmpty()) {
            parts.add("### " + title);
            parts.add(table(Kind.LAYER, layers));
          }
        });
    parts.add("## Losses");
    parts.add(table(Kind.LOSS, all(Kind.LOSS)));
    parts.add("## Optimizers");
    parts.add(table(Kind.OPTIMIZER, all(Kind.OPTIMIZER)));
    return String.join("\n\n", parts) + "\n";
  }

  private String group(Registration<?> layer) {
    return Optional.ofNullable(snippets.get(Snippet.id(Kind.LAYER, layer.name())))
        .map(Snippet::group)
        .orElse("other");
  }

  private List<Registration<?>> all(Kind<?> kind) {
    return List.copyOf(registries.of(kind).all());
  }

  private static String table(Kind<?> kind, List<Registration<?>> parts) {
    String up = Addresses.OWN_PAGES.contains(kind) ? "" : "#";
    return parts.stream()
        .map(
            each ->
                "| [%s](%s) | %s |"
                    .formatted(
                        each.name(),
                        up.isEmpty() ? Addresses.place(kind, each.name()) : up + each.name(),
                        Markdown.escaped(each.doc()).replace("|", "\\|")))
        .collect(Collectors.joining("\n", "| | |\n|---|---|\n", ""));
  }

  private static String title(Kind<?> kind) {
    String plural = kind == Kind.DATA ? "data sources" : kind.plural();
    return Character.toUpperCase(plural.charAt(0)) + plural.substring(1);
  }
}
