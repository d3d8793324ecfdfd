package dev.nn.cli.schema;

import static dev.nn.config.registry.LayerBinder.layerBinder;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.inject.Guice;
import dev.harrel.jsonschema.Validator;
import dev.harrel.jsonschema.ValidatorFactory;
import dev.harrel.jsonschema.providers.GsonNode;
import dev.nn.api.graph.Value;
import dev.nn.api.layer.Layer;
import dev.nn.api.layer.LayerScope;
import dev.nn.api.spec.Default;
import dev.nn.api.spec.Range;
import dev.nn.api.spec.Type;
import dev.nn.cli.init.Template;
import dev.nn.config.ConfigModule;
import dev.nn.config.ExperimentLoader;
import dev.nn.config.problem.Code;
import dev.nn.config.problem.ConfigException;
import dev.nn.config.problem.Problem;
import dev.nn.config.registry.Kind;
import dev.nn.config.schema.ConfigSchema;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** The schema as a whole, its sections, and the configs that are known to be right. */
@TestInstance(Lifecycle.PER_CLASS)
class SchemaTest {
  private final ExperimentLoader loader = ExperimentLoader.create();
  private final JsonObject schema =
      new Gson()
          .toJsonTree(new ConfigSchema(loader.registries(), loader.backends()).toMap())
          .getAsJsonObject();
  private final Editor editor = new Editor(loader);

  @Test
  void it_is_a_schema_by_the_meta_schema() {
    Validator validator =
        new ValidatorFactory().withJsonNodeFactory(new GsonNode.Factory()).createValidator();
    Validator.Result result =
        validator.validate(URI.create("https://json-schema.org/draft/2020-12/schema"), schema);
    assertTrue(result.isValid(), () -> result.getErrors().get(0).getError());
  }

  @Test
  void every_reference_leads_to_a_definition_and_every_definition_is_referred_to() {
    Set<String> references = new HashSet<>();
    collect(schema, references);
    for (String reference : references) {
      JsonElement found = schema;
      for (String step : reference.substring("#/".length()).split("/")) {
        found = found.getAsJsonObject().get(step);
        assertTrue(found != null, reference);
      }
    }
    Set<String> unused = new TreeSet<>(schema.getAsJsonObject("$defs").keySet());
    references.forEach(reference -> unused.remove(reference.split("/")[2]));
    assertEquals(Set.of(), unused);
  }

  private static void collect(JsonElement json, Set<String> references) {
    if (json.isJsonArray()) {
      json.getAsJsonArray().forEach(each -> collect(each, references));
    } else if (json.isJsonObject()) {
      json.getAsJsonObject()
          .entrySet()
          .forEach(
              entry -> {
                if (entry.getKey().equals("$ref")) {
                  references.add(entry.getValue().getAsString());
                } else {
                  collect(entry.getValue(), references);
                }
              });
    }
  }

  @Test
  void the_shipped_configs_satisfy_it() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("../configs"))) {
      for (Path file : files.filter(each -> each.toString().endsWith(".yaml")).toList()) {
        assertEquals(List.of(), editor.faults(Files.readString(file)), file.toString());
      }
    }
  }

  @Test
  void the_templates_satisfy_it() {
    for (Template template : Template.values()) {
      assertEquals(List.of(), editor.faults(template.text()), template.toString());
    }
  }

  @Test
  void what_nn_renders_satisfies_it() throws IOException {
    for (String name : List.of("wine_two_heads", "fashion_mnist_resnet", "sms_spam", "titanic")) {
      String rendered = loader.load(Path.of("../configs", name + ".yaml")).render();
      assertEquals(List.of(), editor.faults(rendered), rendered);
    }
  }

  /** A layer that is no part of nn. */
  @Type(value = "acme/doubled", aliases = "twice")
  record Doubled(@Range(min = 1) int times, @Default("x") String mark) implements Layer {
    @Override
    public Value apply(LayerScope scope, Value x) {
      return x.add(x);
    }
  }

  @Test
  void it_knows_what_plugins_and_applications_add() {
    Editor theirs =
        new Editor(
            Guice.createInjector(
                    new ConfigModule(), binder -> layerBinder(binder).bind(Doubled.class))
                .getInstance(ExperimentLoader.class));
    String config = Slots.with(Kind.LAYER, "{type: twice, times: 2, mark: 3, name: more}");
    assertEquals(List.of(), theirs.faults(config));
    assertEquals(List.of(), theirs.faults(config.replace("twice", "acme/doubled")));
    assertFalse(theirs.accepts(config.replace("times: 2", "times: 0")));
    assertFalse(theirs.accepts(config.replace("times: 2, ", "")));
    assertFalse(theirs.accepts(config.replace("mark", "marks")));
    assertFalse(editor.accepts(config));
  }

  @Test
  void sections_have_the_keys_that_the_loader_knows() {
    Map<String, String> places =
        Map.of(
            "", "zzz: 1",
            "$defs/model", "model: {layers: [{type: dense, units: 2}], zzz: 1}",
            "$defs/map.train_spec", "train: {zzz: 1}",
            "$defs/map.output", "model: {layers: [{type: dense, units: 2}], outputs: {zzz: 1}}",
            "$defs/map.input_spec", "model: {layers: [{type: dense, units: 2}], inputs: {zzz: 1}}",
            "$defs/backend/then", "backend: {zzz: 1}",
            "properties/warnings", "warnings: {zzz: 1}");
    places.forEach(
        (place, section) -> {
          JsonObject found = schema;
          for (String step : place.isEmpty() ? new String[0] : place.split("/")) {
            found = found.getAsJsonObject(step);
          }
          Set<String> keys = new TreeSet<>();
          found
              .getAsJsonObject("properties")
              .entrySet()
              .forEach(
                  entry -> {
                    if (!entry.getValue().isJsonObject()
                        || !entry.getValue().getAsJsonObject().has("doNotSuggest")) {
                      keys.add(entry.getKey());
                    }
                  });
          assertEquals(known(Slots.with(section)), keys, section);
        });
  }

  private Set<String> known(String config) {
    try {
      loader.parse(config, Path.of("config.yaml"), List.of());
    } catch (ConfigException e) {
      for (Problem problem : e.problems()) {
        if (problem.code() == Code.UNKNOWN_KEY && problem.message().contains("'zzz'")) {
          return new TreeSet<>(problem.choices());
        }
      }
    }
    throw new AssertionError("the loader knows zzz: " + config);
  }
}
