package dev.nn.config.registry;

import java.lang.reflect.Constructor;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.InvocationTargetException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** A record as a config sees it. */
public final class RecordType {
  private final Class<?> type;
  private final List<Key> components;
  private final List<Key> keys;
  private volatile Constructor<?> constructor;

  private RecordType(Class<?> type) {
    this.type = type;
    this.components = Arrays.stream(type.getRecordComponents()).map(Key::of).toList();
    this.keys =
        components.stream()
            .flatMap(key -> key.inner().map(RecordType::keys).orElse(List.of(key)).stream())
            .toList();
  }

  /**
   * Looks at a record.
   *
   * @throws IllegalArgumentException if it is no record, a component has a type that no config can
   *     express, or two keys have the same name
   */
  public static RecordType of(Class<?> type) {
    if (!type.isRecord()) {
      throw new IllegalArgumentException(type.getName() + " is not a record");
    }
    RecordType result = new RecordType(type);
    Set<String> names = new HashSet<>();
    for (Key key : result.keys()) {
      Stream.concat(Stream.of(key.name()), key.aliases().stream())
          .filter(name -> !names.add(name))
          .forEach(
              name -> {
                throw new IllegalArgumentException(
                    type.getName() + " has two keys called '" + name + "'");
              });
    }
    result.components.forEach(key -> check(type, key));
    return result;
  }

  /** The record. */
  public Class<?> type() {
    return type;
  }

  /** Its components, in order; inline ones bring the keys of another record. */
  public List<Key> components() {
    return components;
  }

  /** All keys, those of inline records in their place. */
  public List<Key> keys() {
    return keys;
  }

  /**
   * Makes one.
   *
   * @param values of {@link #components}, in order
   * @throws InvocationTargetException if the constructor does not like them
   */
  public Object create(List<Object> values) throws InvocationTargetException {
    try {
      return constructor().newInstance(values.toArray());
    } catch (NoSuchMethodException | InstantiationException | IllegalAccessException e) {
      throw new IllegalStateException("cannot construct " + type.getName(), e);
    } catch (InaccessibleObjectException e) {
      throw new IllegalStateException(
          type.getName() + " is not open to dev.nn.config; make it public and exported", e);
    }
  }

  private Constructor<?> constructor() throws NoSuchMethodException {
    Constructor<?> known = constructor;
    if (known == null) { // Two threads may both look; they find the same.
      Class<?>[] types =
          components.stream().map(key -> key.component().getType()).toArray(Class<?>[]::new);
      known = type.getDeclaredConstructor(types);
      known.setAccessible(true);
      constructor = known;
    }
    return known;
  }

  /** The value of a component. */
  public static Object read(Key key, Object of) {
    try {
      java.lang.reflect.Method accessor = key.component().getAccessor();
      accessor.setAccessible(true);
      return accessor.invoke(of);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("cannot read " + key.component(), e);
    }
  }

  private static void check(Class<?> owner, Key key) {
    ValueType value;
    try {
      value = key.value();
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "%s: '%s': %s".formatted(owner.getName(), key.name(), e.getMessage()), e);
    }
    if (value.innermost() instanceof ValueType.Keys inner) {
      of(inner.type());
    }
  }
}
