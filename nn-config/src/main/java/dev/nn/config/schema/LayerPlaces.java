package dev.nn.config.schema;

import dev.nn.api.spec.Default;
import dev.nn.api.spec.Doc;
import dev.nn.api.spec.Range;
import dev.nn.config.registry.Kind;
import dev.nn.config.registry.RecordType;
import dev.nn.config.registry.Registries;
import dev.nn.config.spec.InputSpec;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What makes layers different from other parts: they have places among each other, may be copies of
 * one another, and inputs may be declared among them.
 */
final class LayerPlaces {
  private static final String INPUT = "input";
  private static final String INPUT_DOC = "declares an input; in the model's own list only";
  private static final String PLACE = "layer.place";

  private static final Schema NAME = Simple.text("^[A-Za-z_][A-Za-z0-9_-]*$", "boolean");

  private final boolean hasInput;
  private final Definitions definitions;
  private final Values values;

  /** The keys of a layer's place. */
  private record Place(
      @Doc("unique among the layers; default: the type, with _1, _2, … from the second on")
          String name,
      @Doc("names of the layers or inputs that it reads; default: the layer before")
          List<String> inputs,
      @Doc("whether its parameters are trained") @Default("true") boolean trainable,
      @Doc("how many of it follow each other") @Default("1") @Range(min = 1, max = 5000) int repeat,
      @Doc("the layer whose parameters it uses; without a type, it is a copy of that one")
          String shared) {}

  LayerPlaces(Registries registries, Definitions definitions, Values values) {
    // A plugin's layer of that name goes before.
    this.hasInput = registries.of(Kind.LAYER).find(INPUT).isEmpty();
    this.definitions = definitions;
    this.values = values;
  }

  /** The keys of a layer's place. */
  Map<String, Schema> keys() {
    Schema place = definitions.ref(PLACE, this::place);
    Map<String, Schema> keys = new LinkedHashMap<>();
    RecordType.of(Place.class)
        .keys()
        .forEach(key -> keys.put(key.name(), place.at("properties/" + key.name())));
    return keys;
  }

  private Schema place() {
    Schema keys = values.keys(PLACE, RecordType.of(Place.class), Map.of(), Form.WHOLE);
    return Schema.of("description", "a copy of a layer, with the same parameters")
        .with(keys.without("required"))
        .withProperty("name", described(keys, "name", NAME))
        .withProperty("inputs", described(keys, "inputs", names()));
  }

  private static Schema described(Schema keys, String key, Schema value) {
    return Schema.of("description", keys.property(key).keywords().get("description")).with(value);
  }

  /** The keys of a block, which has an input. */
  Schema block(Schema keys) {
    String names = "input_names";
    return keys.withProperty(names, described(keys, names, names()));
  }

  /** At least one name. */
  private Schema names() {
    return Values.listOf(values.simple().text(), 1);
  }

  /** A layer says what it is, or of which other it is a copy. */
  Schema typeOrShared() {
    definitions.ref(PLACE, this::place);
    return Schema.of(
            "if",
            Schema.of("required", List.of("shared"))
                .with("not", Schema.of("required", List.of("type"))))
        .with("then", Schema.ref(PLACE))
        .with("else", Schema.of("required", List.of("type")));
  }

  /** Adds the name under which an input is declared. */
  void addInput(Names names) {
    if (hasInput) {
      names.add(INPUT, INPUT_DOC, List.of());
    }
  }

  /** What follows that name. */
  Optional<Schema> declaration() {
    return hasInput
        ? Optional.of(
            Names.choice(INPUT, List.of(), definitions.ref("layer." + INPUT, this::input)))
        : Optional.empty();
  }

  private Schema input() {
    values.record(InputSpec.class, Form.WHOLE);
    return Schema.of("description", INPUT_DOC)
        .with(
            values.keys(
                values.nameOf(InputSpec.class),
                RecordType.of(InputSpec.class),
                Map.of("type", true),
                Form.CHANGE));
  }

  /** A layer of a block, where inputs are not declared. */
  Schema ofBlock(Schema layer) {
    return hasInput
        ? definitions.ref(
            "layer.of_block",
            () -> Schema.of("allOf", List.of(layer, noInput().with("properties", noInputType()))))
        : layer;
  }

  /** A layer in another, which has no place. */
  Schema ofLayer(Schema layer) {
    return definitions.ref(
        "layer.of_layer",
        () -> {
          Map<String, Object> properties = new LinkedHashMap<>(noInputType());
          keys().keySet().forEach(key -> properties.put(key, false));
          return Schema.of("allOf", List.of(layer, noInput().with("properties", properties)));
        });
  }

  private Schema noInput() {
    return hasInput ? Schema.of("not", Schema.of("const", INPUT)) : Schema.ANYTHING;
  }

  private Map<String, Schema> noInputType() {
    return hasInput ? Map.of("type", noInput()) : Map.of();
  }
}
