package dev.nn.cli.schema;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import dev.harrel.jsonschema.Validator;
import dev.harrel.jsonschema.ValidatorFactory;
import dev.harrel.jsonschema.providers.GsonNode;
import dev.nn.config.ExperimentLoader;
import dev.nn.config.schema.ConfigSchema;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/**
 * Sees a config as editors do: reads it by YAML 1.2, in which 1_000 is a text, and checks it
 * against the schema by a library that knows nothing of nn.
 */
public final class Editor {
  private static final Gson GSON = new GsonBuilder().serializeNulls().create();

  private final Validator validator =
      new ValidatorFactory().withJsonNodeFactory(new GsonNode.Factory()).createValidator();
  private final URI schema;

  /** With the schema of what a loader knows. */
  public Editor(ExperimentLoader loader) {
    this(GSON.toJsonTree(new ConfigSchema(loader.registries(), loader.backends()).toMap()));
  }

  /** With a schema. */
  Editor(JsonElement schema) {
    this.schema = validator.registerSchema(schema);
  }

  /** What an editor would underline; empty if nothing. */
  public List<String> faults(String yaml) {
    LoadSettings settings =
        LoadSettings.builder().setSchema(new CoreSchema()).setAllowDuplicateKeys(true).build();
    Object content;
    try {
      content = new Load(settings).loadFromString(yaml);
    } catch (YamlEngineException e) {
      return List.of("no YAML: " + e.getMessage());
    }
    Validator.Result result = validator.validate(schema, GSON.toJsonTree(merged(content)));
    return result.isValid()
        ? List.of()
        : result.getErrors().stream()
            .map(error -> error.getInstanceLocation() + ": " + error.getError())
            .distinct()
            .toList();
  }

  /** Whether an editor would underline nothing. */
  public boolean accepts(String yaml) {
    return faults(yaml).isEmpty();
  }

  /** With what {@code <<} brings; YAML 1.2 has no such key, and editors know it all the same. */
  private static Object merged(Object value) {
    if (value instanceof List<?> list) {
      return list.stream().map(Editor::merged).toList();
    }
    if (!(value instanceof Map<?, ?> map)) {
      return value;
    }
    Map<String, Object> merged = new LinkedHashMap<>();
    map.forEach((key, each) -> merged.put(String.valueOf(key), merged(each)));
    Object more = merged.remove("<<");
    for (Object each :
        more instanceof List<?> list ? list : more == null ? List.of() : List.of(more)) {
      ((Map<?, ?>) each).forEach((key, inner) -> merged.putIfAbsent((String) key, inner));
    }
    return merged;
  }
}
