package dev.nn.config.internal.bind;

import dev.nn.api.train.Schedule;
import dev.nn.config.registry.Key;
import dev.nn.config.registry.Kind;
import dev.nn.config.registry.RecordType;
import dev.nn.config.registry.Registration;
import dev.nn.config.registry.Registries;
import dev.nn.core.network.Block;
import dev.nn.core.network.Network;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The way back: records to maps, lists, texts, numbers and truth values, with every key under its
 * canonical name. An absent {@code Optional} has no key.
 */
public final class RecordWriter {
  private final Registries registries;
  private final UnaryOperator<Path> paths;

  /**
   * @param paths how paths are to be written
   */
  public RecordWriter(Registries registries, UnaryOperator<Path> paths) {
    this.registries = registries;
    this.paths = paths;
  }

  /** The keys of a record. */
  public Map<String, Object> record(Record record) {
    Map<String, Object> written = new LinkedHashMap<>();
    write(RecordType.of(record.getClass()), record, written);
    return written;
  }

  /**
   * A part: {@code type} and its keys.
   *
   * @throws IllegalArgumentException if it is no registered record, so that no config can name it
   */
  public <T> Map<String, Object> part(Kind<T> kind, T part) {
    if (part instanceof Block block) {
      return block(block);
    }
    Registration<T> registration =
        registries
            .of(kind)
            .of(part)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "no %s is registered for %s"
                            .formatted(kind.singular(), part.getClass().getName())));
    Map<String, Object> written = new LinkedHashMap<>();
    written.put("type", registration.name());
    write(registration.keys(), part, written);
    return written;
  }

  /** A layer and its place among others. */
  public Map<String, Object> layer(Network.Node layer) {
    Map<String, Object> written = new LinkedHashMap<>();
    written.put("name", layer.name());
    written.putAll(part(Kind.LAYER, layer.layer()));
    written.put("inputs", layer.inputs());
    written.put("trainable", layer.trainable());
    if (!layer.weights().equals(layer.name())) {
      written.put("shared", layer.weights());
    }
    return written;
  }

  /** Written as the model's own layers are, not as the record that it is. */
  private Map<String, Object> block(Block block) {
    Map<String, Object> written = new LinkedHashMap<>();
    written.put("type", Block.TYPE);
    written.put("input_names", block.inputNames());
    written.put("layers", block.layers().stream().map(this::layer).toList());
    written.put("output", block.output());
    return written;
  }

  private void write(RecordType type, Object record, Map<String, Object> into) {
    for (Key key : type.components()) {
      Object value = RecordType.read(key, record);
      if (key.inline()) {
        write(RecordType.inner(key), value, into);
      } else {
        write(key.type(), value).ifPresent(written -> into.put(key.name(), written));
      }
    }
  }

  private Optional<Object> write(Type type, Object value) {
    if (type instanceof ParameterizedType generic) {
      Type last = generic.getActualTypeArguments()[generic.getActualTypeArguments().length - 1];
      if (value instanceof Optional<?> optional) {
        return optional.flatMap(present -> write(last, present));
      }
      if (value instanceof List<?> list) {
        List<Object> items = new ArrayList<>();
        list.forEach(item -> write(last, item).ifPresent(items::add));
        return Optional.of(items);
      }
      Map<String, Object> entries = new LinkedHashMap<>();
      ((Map<?, ?>) value)
          .forEach(
              (name, each) ->
                  write(last, each).ifPresent(written -> entries.put((String) name, written)));
      return Optional.of(entries);
    }
    Class<?> raw = (Class<?>) type;
    if (Kind.isConfigurable(raw)) {
      return Optional.of(shortened(raw, anyPart(registries.find(raw).orElseThrow().kind(), value)));
    }
    if (value instanceof Record record) {
      return Optional.of(record(record));
    }
    if (value instanceof Enum<?> constant) {
      return Optional.of(Scalars.name(constant));
    }
    return Optional.of(
        value instanceof Path path ? paths.apply(path).toString().replace('\\', '/') : value);
  }

  private <T> Map<String, Object> anyPart(Kind<T> kind, Object value) {
    return part(kind, kind.type().cast(value));
  }

  /** {@code {type: relu}} as {@code relu}, a constant schedule as its number. */
  private static Object shortened(Class<?> kind, Map<String, Object> part) {
    if (part.size() == 1) {
      return part.get("type");
    }
    boolean constant =
        kind == Schedule.class && part.get("type").equals("constant") && part.size() == 2;
    // The type stands first.
    return constant ? List.copyOf(part.values()).get(1) : part;
  }
}
