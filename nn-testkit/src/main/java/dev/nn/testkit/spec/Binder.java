package dev.nn.testkit.spec;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import dev.nn.api.spec.Alias;
import dev.nn.api.spec.Default;
import dev.nn.api.spec.Inline;
import dev.nn.api.train.Schedule;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Makes records from JSON, or from YAML's flow style as far as Gson reads it leniently: scalars,
 * bare words, {@code [lists]}, {@code {key: value}}. That is all that {@link Default}s use.
 */
public final class Binder {
  private final Catalogue catalogue;

  /** For the types of a catalogue. */
  public Binder(Catalogue catalogue) {
    this.catalogue = catalogue;
  }

  /** As {@link #make(Class, JsonElement)}, from a text such as {@code {type: dense, units: 3}}. */
  public <T> T make(Class<T> kind, String text) {
    return make(kind, JsonParser.parseString(text));
  }

  /**
   * Makes what a bare name, or a {@code type} among other keys, chooses.
   *
   * @throws IllegalArgumentException if there is no such type or key, or a key is missing
   */
  public <T> T make(Class<T> kind, JsonElement config) {
    if (config.isJsonPrimitive()) {
      JsonObject bare = new JsonObject();
      if (config.getAsJsonPrimitive().isNumber() && kind == Schedule.class) {
        bare.addProperty("type", "constant");
        bare.add(keys(record(kind, "constant")).iterator().next(), config);
      } else {
        bare.add("type", config);
      }
      return make(kind, bare);
    }
    JsonObject keys = config.getAsJsonObject().deepCopy();
    Class<?> type = record(kind, keys.remove("type").getAsString());
    Object made = create(type, keys);
    if (!keys.isEmpty()) {
      throw new IllegalArgumentException(
          "%s has no keys %s, only %s".formatted(type.getSimpleName(), keys.keySet(), keys(type)));
    }
    return kind.cast(made);
  }

  private Class<?> record(Class<?> kind, String name) {
    return catalogue
        .find(kind, name)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "no %s is called '%s'".formatted(kind.getSimpleName(), name)));
  }

  /** The keys of a record, those of inline records too, without aliases. */
  public static Set<String> keys(Class<?> type) {
    Set<String> keys = new LinkedHashSet<>();
    for (RecordComponent component : type.getRecordComponents()) {
      if (component.isAnnotationPresent(Inline.class)) {
        keys.addAll(keys(component.getType()));
      } else {
        keys.add(snakeCase(component.getName()));
      }
    }
    return keys;
  }

  /** Takes the keys it uses out of {@code keys}. */
  private Object create(Class<?> type, JsonObject keys) {
    RecordComponent[] components = type.getRecordComponents();
    List<Object> values = new ArrayList<>();
    for (RecordComponent component : components) {
      values.add(
          component.isAnnotationPresent(Inline.class)
              ? create(component.getType(), keys)
              : value(component, keys));
    }
    Class<?>[] types =
        Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    try {
      var constructor = type.getDeclaredConstructor(types);
      constructor.setAccessible(true);
      return constructor.newInstance(values.toArray());
    } catch (InvocationTargetException e) {
      throw new IllegalArgumentException(
          type.getSimpleName() + ": " + e.getCause().getMessage(), e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("cannot construct " + type.getName(), e);
    }
  }

  private Object value(RecordComponent component, JsonObject keys) {
    Set<String> spellings = new TreeSet<>(Set.of(snakeCase(component.getName())));
    if (component.isAnnotationPresent(Alias.class)) {
      spellings.addAll(List.of(component.getAnnotation(Alias.class).value()));
    }
    for (String spelling : spellings) {
      if (keys.has(spelling)) {
        return bind(component.getGenericType(), keys.remove(spelling));
      }
    }
    if (component.isAnnotationPresent(Default.class)) {
      String text = component.getAnnotation(Default.class).value();
      return bind(component.getGenericType(), JsonParser.parseString(text));
    }
    if (component.getType() == Optional.class) {
      return Optional.empty();
    }
    throw new IllegalArgumentException(
        "%s needs the key '%s'"
            .formatted(
                component.getDeclaringRecord().getSimpleName(), snakeCase(component.getName())));
  }

  private Object bind(Type type, JsonElement value) {
    if (type instanceof ParameterizedType generic) {
      Type[] arguments = generic.getActualTypeArguments();
      if (generic.getRawType() == Optional.class) {
        return value.isJsonNull() ? Optional.empty() : Optional.of(bind(arguments[0], value));
      }
      return generic.getRawType() == List.class
          ? list(arguments[0], value)
          : map(arguments[1], value.getAsJsonObject());
    }
    Class<?> raw = (Class<?>) type;
    if (raw.isRecord() && value.isJsonObject() && !value.getAsJsonObject().has("type")) {
      return create(raw, value.getAsJsonObject().deepCopy());
    }
    if (raw.isInterface()) {
      return make(raw, value);
    }
    return scalar(raw, value.getAsJsonPrimitive());
  }

  private List<Object> list(Type item, JsonElement value) {
    List<Object> items = new ArrayList<>();
    if (value.isJsonArray()) {
      value.getAsJsonArray().forEach(each -> items.add(bind(item, each)));
    } else {
      items.add(bind(item, value)); // A single value is a list of one.
    }
    return List.copyOf(items);
  }

  private Map<String, Object> map(Type item, JsonObject value) {
    Map<String, Object> items = new LinkedHashMap<>();
    value.asMap().forEach((name, each) -> items.put(name, bind(item, each)));
    return items;
  }

  private static Object scalar(Class<?> type, JsonPrimitive value) {
    if (type == int.class || type == Integer.class) {
      return value.getAsBigDecimal().intValueExact();
    }
    if (type == long.class || type == Long.class) {
      return value.getAsBigDecimal().longValueExact();
    }
    if (type == double.class || type == Double.class) {
      return value.getAsDouble();
    }
    if (type == boolean.class || type == Boolean.class) {
      return value.getAsBoolean();
    }
    if (type == Path.class) {
      return Path.of(value.getAsString());
    }
    if (type == String.class) {
      return value.getAsString();
    }
    return Arrays.stream(type.getEnumConstants())
        .filter(constant -> name(constant).equalsIgnoreCase(value.getAsString()))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(value + " is no " + type.getSimpleName()));
  }

  private static String name(Object constant) {
    return ((Enum<?>) constant).name().toLowerCase(Locale.ROOT);
  }

  private static String snakeCase(String name) {
    return name.replaceAll("(?<=[A-Za-z0-9])([A-Z])", "_$1").toLowerCase(Locale.ROOT);
  }
}
