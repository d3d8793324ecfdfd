package dev.nn.cli;

import dev.nn.api.layer.Layer;
import dev.nn.config.registry.Key;
import dev.nn.config.registry.Kind;
import dev.nn.config.registry.RecordType;
import dev.nn.config.registry.Registration;
import dev.nn.config.registry.Registries;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a layer's keys say beyond their defaults, in few words: {@code units 128}. */
final class LayerKeys {
  private final Registries registries;

  LayerKeys(Registries registries) {
    this.registries = registries;
  }

  /** A text for each key with a short value that is not its default. */
  List<String> of(Layer layer) {
    return registries
        .of(Kind.LAYER)
        .of(layer)
        .map(registration -> of(registration.keys(), layer))
        .orElse(List.of());
  }

  private List<String> of(RecordType type, Object record) {
    List<String> texts = new ArrayList<>();
    for (Key key : type.components()) {
      Object value = RecordType.read(key, record);
      if (key.inline()) {
        texts.addAll(of(key.inner().orElseThrow(), value));
      } else {
        text(value)
            .filter(text -> !key.defaultValue().map(each -> same(each, text)).orElse(false))
            .ifPresent(text -> texts.add(key.name() + " " + text));
      }
    }
    return texts;
  }

  /** Whether a default's YAML, which may be an alias or {@code [1, 1]}, means what a text says. */
  private boolean same(String written, String text) {
    List<String> items = List.of(written.replaceAll("[\\[\\]\\s]", "").split(","));
    String joined = items.stream().distinct().count() == 1 ? items.get(0) : join(items);
    try {
      return Double.parseDouble(joined) == Double.parseDouble(text);
    } catch (NumberFormatException e) {
      return joined.equals(text)
          || Kind.ALL.stream()
              .flatMap(kind -> registries.of(kind).find(joined).stream())
              .anyMatch(part -> part.name().equals(text));
    }
  }

  private Optional<String> text(Object value) {
    if (value instanceof Optional<?> optional) {
      return optional.flatMap(this::text);
    }
    if (value instanceof List<?> list) {
      boolean sizes = !list.isEmpty() && list.stream().allMatch(Integer.class::isInstance);
      boolean one = list.stream().distinct().count() == 1;
      return sizes ? Optional.of(one ? list.get(0).toString() : join(list)) : Optional.empty();
    }
    if (value instanceof Enum<?> constant) {
      return Optional.of(constant.name().toLowerCase(Locale.ROOT));
    }
    if (value instanceof Double number) {
      // 0.3, 2, 1e-5
      return Optional.of(number.toString().replaceFirst("\\.0(E|$)", "$1").replace('E', 'e'));
    }
    if (value instanceof Number || value instanceof Boolean || value instanceof String) {
      return Optional.of(value.toString());
    }
    // An activation and the like by name, if that says it all.
    return Kind.ALL.stream()
        .filter(kind -> kind != Kind.LAYER)
        .flatMap(kind -> registries.of(kind).of(value).stream())
        .filter(part -> of(part.keys(), value).isEmpty())
        .map(Registration::name)
        .findFirst();
  }

  private static String join(List<?> sizes) {
    return sizes.stream().map(String::valueOf).collect(Collectors.joining("×"));
  }
}
