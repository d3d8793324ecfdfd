package dev.nn.core;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import dev.nn.api.layer.Activation;
import dev.nn.api.layer.Constraint;
import dev.nn.api.layer.Initializer;
import dev.nn.api.layer.Layer;
import dev.nn.api.layer.Regularizer;
import dev.nn.api.plugin.Registrar;
import dev.nn.api.spec.Default;
import dev.nn.api.spec.Inline;
import dev.nn.api.spec.Type;
import dev.nn.api.train.Loss;
import dev.nn.api.train.Metric;
import dev.nn.api.train.Optimizer;
import dev.nn.api.train.Schedule;
import dev.nn.core.schedules.Constant;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Makes records of the standard plugin from JSON, as {@code nn-config} makes them from YAML: keys
 * in snake_case, defaults from {@link Default}. Strict: unknown keys fail.
 */
public final class Records {
  private static final List<Class<?>> KINDS =
      List.of(
          Layer.class,
          Activation.class,
          Initializer.class,
          Regularizer.class,
          Constraint.class,
          Loss.class,
          Optimizer.class,
          Schedule.class,
          Metric.class);

  private final Map<Class<?>, Map<String, Class<?>>> types = new HashMap<>();

  /** Over everything that the standard plugin registers. */
  public Records() {
    new StandardPlugin()
        .register(
            new Registrar() {
              @Override
              public <T> void add(Class<T> kind, Class<? extends T> type) {
                Type name = type.getAnnotation(Type.class);
                Stream.concat(Stream.of(name.value()), Arrays.stream(name.aliases()))
                    .forEach(each -> register(kind, each, type));
              }
            });
  }

  private void register(Class<?> kind, String name, Class<?> type) {
    Class<?> before = types.computeIfAbsent(kind, k -> new HashMap<>()).put(name, type);
    if (before != null) {
      throw new IllegalArgumentException(name + " names both " + before + " and " + type);
    }
  }

  /** Registered types of a kind by name, aliases included. */
  public Map<String, Class<?>> types(Class<?> kind) {
    return types.get(kind);
  }

  /** Whether there is such a type. */
  public boolean knows(Class<?> kind, JsonElement json) {
    return types.get(kind).containsKey(name(json));
  }

  /** The record for a name or an object with {@code type}. */
  public <T> T make(Class<T> kind, JsonElement json) {
    Class<?> type = types.get(kind).get(name(json));
    if (type == null) {
      throw new IllegalArgumentException("no " + kind.getSimpleName() + " " + name(json));
    }
    JsonObject keys = json.isJsonObject() ? json.getAsJsonObject().deepCopy() : new JsonObject();
    keys.remove("type");
    T made = kind.cast(record(type, keys));
    if (!keys.isEmpty()) {
      throw new IllegalArgumentException(name(json) + " has no keys " + keys.keySet());
    }
    return made;
  }

  private static String name(JsonElement json) {
    return json.isJsonObject()
        ? json.getAsJsonObject().get("type").getAsString()
        : json.getAsString();
  }

  private Object record(Class<?> type, JsonObject keys) {
    RecordComponent[] components = type.getRecordComponents();
    Object[] arguments = new Object[components.length];
    Class<?>[] parameters = new Class<?>[components.length];
    for (int i = 0; i < components.length; i++) {
      parameters[i] = components[i].getType();
      arguments[i] =
          components[i].isAnnotationPresent(Inline.class)
              ? record(components[i].getType(), keys)
              : component(components[i], keys);
    }
    try {
      return type.getDeclaredConstructor(parameters).newInstance(arguments);
    } catch (InvocationTargetException e) {
      throw new IllegalArgumentException(e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private Object component(RecordComponent component, JsonObject keys) {
    String key = component.getName().replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
    JsonElement json = keys.remove(key);
    Default otherwise = component.getAnnotation(Default.class);
    if (json == null && otherwise != null) {
      json = yaml(otherwise.value());
    }
    if (json == null || json.isJsonNull()) {
      if (component.getType() != Optional.class) {
        throw new IllegalArgumentException("key " + key + " is missing");
      }
      return Optional.empty();
    }
    return value(component.getGenericType(), json);
  }

  private static JsonElement yaml(String text) {
    return text.matches("[a-z_]\\w*") && !text.matches("true|false")
        ? new JsonPrimitive(text)
        : JsonParser.parseString(text);
  }

  private Object value(java.lang.reflect.Type type, JsonElement json) {
    if (type instanceof ParameterizedType generic) {
      java.lang.reflect.Type element = generic.getActualTypeArguments()[0];
      if (generic.getRawType() == Optional.class) {
        return Optional.of(value(element, json));
      }
      if (generic.getRawType() == Map.class) {
        java.lang.reflect.Type item = generic.getActualTypeArguments()[1];
        Map<String, Object> map = new LinkedHashMap<>();
        json.getAsJsonObject().asMap().forEach((name, each) -> map.put(name, value(item, each)));
        return map;
      }
      JsonArray array = new JsonArray();
      if (json.isJsonArray()) {
        array = json.getAsJsonArray();
      } else {
        array.add(json);
      }
      return array.asList().stream().map(each -> value(element, each)).toList();
    }
    Class<?> plain = (Class<?>) type;
    if (plain.isEnum()) {
      return Arrays.stream(plain.getEnumConstants())
          .filter(each -> ((Enum<?>) each).name().equalsIgnoreCase(json.getAsString()))
          .findFirst()
          .orElseThrow(() -> new IllegalArgumentException(json + " is no " + plain));
    }
    if (plain == Schedule.class && json.isJsonPrimitive() && json.getAsJsonPrimitive().isNumber()) {
      return new Constant(json.getAsDouble());
    }
    if (KINDS.contains(plain)) {
      return make(plain, json);
    }
    return switch (plain.getSimpleName()) {
      case "int", "Integer" -> json.getAsInt();
      case "long", "Long" -> json.getAsLong();
      case "String" -> json.getAsString();
      case "double", "Double" -> json.getAsDouble();
      case "boolean", "Boolean" -> json.getAsBoolean();
      default -> throw new IllegalArgumentException("cannot make a " + type);
    };
  }
}
