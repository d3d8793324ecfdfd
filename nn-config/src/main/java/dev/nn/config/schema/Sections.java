package dev.nn.config.schema;

import dev.nn.api.spec.Alias;
import dev.nn.api.spec.Default;
import dev.nn.api.spec.Doc;
import dev.nn.api.spec.Range;
import dev.nn.config.problem.Code;
import dev.nn.config.problem.Severity;
import dev.nn.config.registry.Backends;
import dev.nn.config.registry.Key;
import dev.nn.config.registry.Kind;
import dev.nn.config.registry.RecordType;
import dev.nn.config.registry.Registries;
import dev.nn.config.spec.BackendSpec;
import dev.nn.config.spec.ClassWeight;
import dev.nn.config.spec.ExperimentSpec;
import dev.nn.config.spec.InputSpec;
import dev.nn.config.spec.TrainSpec;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The sections of a config. */
final class Sections {
  private static final String SEED =
      "decides first weights, splits, the order of examples and random layers";

  private final Backends backends;
  private final Definitions definitions;
  private final Parts parts;
  private final Values values;

  /** The keys of an output that are simple values. */
  private record Output(
      @Doc("name of the layer") @Alias("name") String layer,
      @Doc(
              "name of the target in the data; left out: the one called like the layer, or the only one")
          Optional<String> target,
      @Doc("factor of its cost in the sum over all outputs") @Default("1") @Range(min = 0)
          double weight) {}

  /** Weights of classes. */
  private record ByClass(
      @Doc("how much classes count in training: balanced, or {class: weight}, the others 1")
          @Range(min = 0)
          Map<String, Double> weights) {}

  Sections(Registries registries, Backends backends, Definitions definitions) {
    this.backends = backends;
    this.definitions = definitions;
    this.parts = new Parts(registries, definitions);
    this.values = parts.values();
  }

  /** A whole config, or what one changes that extends others. */
  Schema config() {
    Map<String, Object> keys = new LinkedHashMap<>();
    keys.put("version", described("of this format", version()));
    keys.put("name", described("names the folder of runs; default: the file's name", name()));
    keys.put("seed", described(SEED, seed()));
    keys.put("vars", described("values for ${vars.name}", variables()));
    keys.put("extends", described("a config that this one is laid over, or several", parents()));
    keys.put("data", true);
    keys.put("model", true);
    keys.put("loss", true);
    keys.put("metrics", described("what is watched", metrics()));
    keys.put("optimizer", true);
    keys.put("train", described("how long and in what portions", train()));
    keys.put("callbacks", described("what looks on", callbacks()));
    keys.put("backend", described("what computes; default: nd4j with all processors", backend()));
    keys.put("warnings", described("which warnings are wanted", warnings()));
    return Schema.of("$schema", "https://json-schema.org/draft/2020-12/schema")
        .with("description", "An experiment of nn: data, model, loss, optimizer and how to train.")
        .with("title", "nn config")
        .with("type", "object")
        .with("properties", keys)
        .with("additionalProperties", false)
        .with("if", Schema.of("required", List.of("extends")))
        .with("then", Schema.of("properties", withParts(Form.CHANGE)))
        .with(
            "else",
            Schema.of("properties", withParts(Form.WHOLE))
                .with("required", List.of("data", "model", "optimizer"))
                .with("allOf", List.of(lossOfOnlyOutput(), lossOfEachOutput())));
  }

  /** Sections of which parts may stand in another config. */
  private Map<String, Schema> withParts(Form form) {
    Map<String, Schema> keys = new LinkedHashMap<>();
    keys.put("data", described("where examples come from", parts.part(Kind.DATA, form)));
    keys.put("model", described("layers, and if need be inputs and outputs", model(form)));
    keys.put("loss", described("what is minimised", parts.part(Kind.LOSS, form)));
    keys.put(
        "optimizer",
        described("how parameters follow their gradients", parts.part(Kind.OPTIMIZER, form)));
    return keys;
  }

  private static Schema described(String doc, Schema schema) {
    return Schema.of("description", doc).with(schema);
  }

  private static Schema version() {
    return Schema.anyOf(Schema.of("const", ExperimentSpec.VERSION), Simple.variable());
  }

  private static Schema name() {
    return Simple.text("^[A-Za-z0-9_][A-Za-z0-9._-]{0,99}$", "number", "boolean");
  }

  private Schema seed() {
    return values
        .simple()
        .whole(true, Optional.empty())
        .with("default", ExperimentSpec.DEFAULT_SEED);
  }

  private static Schema variables() {
    return Schema.of("type", List.of("object", "null"));
  }

  private Schema parents() {
    return Values.listOf(values.simple().path());
  }

  private Schema model(Form form) {
    return definitions.ref(
        form.of("model"),
        () -> {
          Map<String, Schema> keys = new LinkedHashMap<>();
          keys.put(
              "layers",
              described("each reads the one before, unless its inputs say otherwise", layers()));
          keys.put("inputs", described("names of what is fed in; default: input", inputs()));
          keys.put("outputs", described("what is read out; default: the last layer", outputs()));
          Schema model =
              Simple.mapping().with("properties", keys).with("additionalProperties", false);
          return form == Form.WHOLE ? model.with("required", List.of("layers")) : model;
        });
  }

  private Schema layers() {
    return Values.listOf(parts.part(Kind.LAYER, Form.WHOLE), 1);
  }

  private Schema inputs() {
    return Values.listOf(
        Schema.bareOrMapping(
            values.simple().text(), "name", values.record(InputSpec.class, Form.WHOLE)));
  }

  private Schema outputs() {
    return Values.listOf(output(), 1);
  }

  private Schema output() {
    Map<String, Schema> others = new LinkedHashMap<>();
    others.put("loss", described("default: that of the config", parts.part(Kind.LOSS, Form.WHOLE)));
    others.put("metrics", described("default: those of the config", metrics()));
    return Schema.bareOrMapping(
        values.simple().text(), "layer", values.record(Output.class, others, Form.WHOLE));
  }

  private Schema metrics() {
    return Values.listOf(parts.part(Kind.METRIC, Form.WHOLE));
  }

  private Schema callbacks() {
    return Values.listOf(parts.part(Kind.CALLBACK, Form.WHOLE));
  }

  private Schema train() {
    return values.record(TrainSpec.class, Map.of("class_weight", classWeight()), Form.WHOLE);
  }

  private Schema classWeight() {
    Key weights = RecordType.of(ByClass.class).keys().get(0);
    return described(
        weights.doc(),
        Schema.anyOf(
            Schema.of("const", ClassWeight.BALANCED),
            values.of(weights.value(), weights.range(), Form.WHOLE),
            values.simple().nothing()));
  }

  private Schema warnings() {
    List<String> codes =
        Arrays.stream(Code.values())
            .filter(code -> code.severity() == Severity.WARNING)
            .map(Code::id)
            .toList();
    Schema ignore = Values.listOf(Simple.choice(codes));
    return Simple.mapping()
        .with("properties", Map.of("ignore", described("codes of those that are not", ignore)))
        .with("additionalProperties", false);
  }

  private Schema backend() {
    Names names = new Names();
    names.add(BackendSpec.DEFAULT.type(), "", List.of());
    backends
        .names()
        .forEach(name -> names.add(name, "", backends.find(name).orElseThrow().aliases()));
    Schema type =
        definitions.ref(
            "backend.type", () -> names.schema("which backend", "Unknown backend", "backends"));
    Schema keys = values.keys("backend", RecordType.of(BackendSpec.class), Map.of(), Form.WHOLE);
    Schema typed =
        Schema.of("description", keys.property("type").keywords().get("description"))
            .with(type)
            .with("default", BackendSpec.DEFAULT.type());
    return definitions.ref(
        "backend", () -> Schema.bareOrMapping(type, "type", keys.withProperty("type", typed)));
  }

  /** Without outputs, the loss is that of the config. */
  private static Schema lossOfOnlyOutput() {
    Schema several =
        Schema.anyOf(Schema.of("type", "string"), Schema.of("required", List.of("outputs")));
    return Schema.of("if", Schema.having("model", several))
        .with("else", Schema.of("required", List.of("loss")));
  }

  /** With outputs, each has one of its own if the config has none. */
  private Schema lossOfEachOutput() {
    Schema output = Simple.mapping().with("required", List.of("loss"));
    Schema outputs = Values.listOf(output).with("doNotSuggest", true);
    Schema model = Schema.of("doNotSuggest", true).with("properties", Map.of("outputs", outputs));
    return Schema.of("if", Schema.of("not", Schema.of("required", List.of("loss"))))
        .with("then", Schema.of("properties", Map.of("model", model)));
  }
}
