package dev.nn.config.schema;

import dev.nn.config.registry.Key;
import dev.nn.config.registry.Kind;
import dev.nn.config.registry.Registration;
import dev.nn.config.registry.Registries;
import dev.nn.core.network.Block;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Parts that are chosen by name: a bare name, or a mapping with {@code type} and its keys. */
final class Parts {
  private static final Pattern ODD = Pattern.compile("[^A-Za-z0-9_.-]");

  private final Registries registries;
  private final Definitions definitions;
  private final Values values;
  private final LayerPlaces layers;

  Parts(Registries registries, Definitions definitions) {
    this.registries = registries;
    this.definitions = definitions;
    this.values = new Values(definitions, this);
    this.layers = new LayerPlaces(registries, definitions, values);
  }

  /** Keys and values. */
  Values values() {
    return values;
  }

  /** A layer in the list of a block. */
  Schema layerOfBlock() {
    return layers.ofBlock(part(Kind.LAYER, Form.WHOLE));
  }

  /** A part as the value of another's key. */
  Schema inside(Kind<?> kind, Form form) {
    return kind == Kind.LAYER ? layers.ofLayer(part(kind, Form.WHOLE)) : part(kind, form);
  }

  /** A part where a config has a place for that kind; of layers, the model's list. */
  Schema part(Kind<?> kind, Form form) {
    if (form == Form.CHANGE) {
      part(kind, Form.WHOLE); // Its definitions refer to these.
    }
    return definitions.ref(form.of(name(kind)), () -> nameOrMapping(kind, form));
  }

  private static String name(Kind<?> kind) {
    return kind.singular().replace(' ', '_');
  }

  private static String name(Registration<?> part) {
    // Names of plugins may hold what means something in a reference.
    String name =
        ODD.matcher(part.name())
            .replaceAll(odd -> "_" + Integer.toHexString(odd.group().codePointAt(0)));
    return name(part.kind()) + "." + name;
  }

  private Schema nameOrMapping(Kind<?> kind, Form form) {
    Schema names = bareNames(kind);
    Schema bare = kind == Kind.SCHEDULE ? Schema.anyOf(constant(form), names) : names;
    return Schema.of("title", kind.singular())
        .with(Schema.bareOrMapping(bare, "type", mapping(kind, form)));
  }

  private Schema mapping(Kind<?> kind, Form form) {
    Map<String, Object> heads = new LinkedHashMap<>();
    heads.put("type", names(kind));
    heads.putAll(others(kind));
    Schema mapping = Schema.of("properties", heads);
    List<Schema> conditions = new ArrayList<>();
    if (kind == Kind.LAYER) {
      conditions.add(layers.typeOrShared());
    } else if (form == Form.WHOLE) {
      mapping = mapping.with("required", List.of("type"));
    } else {
      conditions.add(
          Schema.of("if", Schema.of("required", List.of("type")))
              .with("else", new Union(definitions).of(keys(kind, form).values())));
    }
    conditions.add(
        Schema.of("if", Schema.having("type", Schema.of("type", "string")))
            .with("then", Schema.of("allOf", choices(kind, form))));
    return mapping.with("allOf", conditions);
  }

  /** Keys in the mapping of a part that are not its record's. */
  private Map<String, Schema> others(Kind<?> kind) {
    if (kind == Kind.LAYER) {
      return layers.keys();
    }
    return kind == Kind.METRIC
        ? Map.of(
            "name",
            Schema.of("description", "what it is shown under; default: its type")
                .with(values.simple().text()))
        : Map.of();
  }

  /** A bare number is a constant schedule. */
  private Schema constant(Form form) {
    Key rate =
        registries.of(Kind.SCHEDULE).find("constant").orElseThrow().keys().components().get(0);
    return values.of(rate.value(), rate.range(), form);
  }

  /** The names of a kind. */
  private Schema names(Kind<?> kind) {
    return definitions.ref(
        name(kind) + ".type",
        () ->
            names(kind, registries.of(kind).all())
                .schema("which " + kind.singular(), "Unknown " + kind.singular(), kind.plural()));
  }

  /** Those that may stand alone, since they need no keys. */
  private Schema bareNames(Kind<?> kind) {
    List<Registration<?>> bare = new ArrayList<>(registries.of(kind).all());
    if (!bare.removeIf(Presence::needsKeys)) {
      return names(kind);
    }
    return definitions.ref(
        name(kind) + ".bare",
        () ->
            names(kind, bare)
                .schema(
                    "which %s, if it needs no keys".formatted(kind.singular()),
                    "Unknown %s, or one that needs keys".formatted(kind.singular()),
                    kind.plural()));
  }

  private Names names(Kind<?> kind, Collection<? extends Registration<?>> parts) {
    Names names = new Names();
    parts.forEach(names::add);
    if (kind == Kind.LAYER) {
      layers.addInput(names);
    }
    return names;
  }

  /** For each type: if it is chosen, then these keys and no others. */
  private List<Schema> choices(Kind<?> kind, Form form) {
    List<Schema> choices = new ArrayList<>();
    keys(kind, form)
        .forEach((part, keys) -> choices.add(Names.choice(part.name(), part.aliases(), keys)));
    if (kind == Kind.LAYER) {
      layers.declaration().ifPresent(choices::add);
    }
    return choices;
  }

  /** The keys that each part has; in the form of a change, where it makes a difference. */
  private Map<Registration<?>, Schema> keys(Kind<?> kind, Form form) {
    Map<Registration<?>, Schema> keys = new LinkedHashMap<>();
    for (Registration<?> part : registries.of(kind).all()) {
      Form needed = Presence.differs(part.keys()) ? form : Form.WHOLE;
      keys.put(part, definitions.ref(needed.of(name(part)), () -> keys(part, needed)));
    }
    return keys;
  }

  private Schema keys(Registration<?> part, Form form) {
    Schema titled = Schema.of("title", part.name());
    Schema described = part.doc().isEmpty() ? titled : titled.with("description", part.doc());
    Map<String, Object> others = new LinkedHashMap<>();
    // What these may be is said where the type is chosen.
    others.put("type", true);
    others(part.kind()).keySet().forEach(key -> others.put(key, true));
    Schema keys = values.keys(name(part), part.keys(), others, form);
    return described.with(part.type() == Block.class ? layers.block(keys) : keys);
  }
}
