package dev.nn.cli.reference;

import dev.nn.config.registry.Kind;
import dev.nn.config.registry.Registration;
import dev.nn.config.registry.Registries;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Where in docs/reference things are. */
final class Addresses {
  /** Kinds of which every type has a page of its own. */
  static final Set<Kind<?>> OWN_PAGES = Set.of(Kind.LAYER, Kind.LOSS, Kind.OPTIMIZER);

  private final Map<String, List<Registration<?>>> bySimpleName = new HashMap<>();

  Addresses(Registries registries) {
    for (Kind<?> kind : Kind.ALL) {
      for (Registration<?> each : registries.of(kind).all()) {
        bySimpleName
            .computeIfAbsent(each.type().getSimpleName(), name -> new java.util.ArrayList<>())
            .add(each);
      }
    }
  }

  /** The page about a type. */
  static String page(Kind<?> kind, String name) {
    return OWN_PAGES.contains(kind)
        ? "%s/%s.md".formatted(kind.plural(), name)
        : kind.plural() + ".md";
  }

  /** The place on that page. */
  static String place(Kind<?> kind, String name) {
    return page(kind, name) + (OWN_PAGES.contains(kind) ? "" : "#" + name);
  }

  /** Where all types of a kind are listed. */
  static String list(Kind<?> kind) {
    return OWN_PAGES.contains(kind) ? "README.md#" + kind.plural() : kind.plural() + ".md";
  }

  /** From a page of this kind back to the folder of all. */
  static String up(Kind<?> kind) {
    return OWN_PAGES.contains(kind) ? "../" : "";
  }

  /** What Javadoc of a type refers to. A name that several types have is that of a neighbour. */
  Function<String, Optional<String>> linksOf(Class<?> from, Kind<?> on) {
    return signature -> {
      String name = signature.replaceFirst("#.*", "").replaceFirst(".*\\.", "");
      List<Registration<?>> all = bySimpleName.getOrDefault(name, List.of());
      return all.stream()
          .filter(each -> all.size() == 1 || each.type().getPackage() == from.getPackage())
          .findFirst()
          .map(each -> up(on) + place(each.kind(), each.name()));
    };
  }
}
