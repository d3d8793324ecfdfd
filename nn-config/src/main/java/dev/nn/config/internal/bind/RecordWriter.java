package dev.nn.config.internal.bind;

import dev.nn.api.layer.Layer;
import dev.nn.api.train.Schedule;
import dev.nn.config.internal.tree.ConfigNode;
import dev.nn.config.registry.Key;
import dev.nn.config.registry.Kind;
import dev.nn.config.registry.RecordType;
import dev.nn.config.registry.Registration;
import dev.nn.config.registry.Registries;
import dev.nn.core.network.Block;
import dev.nn.core.network.Network;
import dev.nn.core.network.Repetition;
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
 * canonical name. An absent {@code Optional} has no key. Values of which there is something to say
 * are {@link Marked}.
 */
public final class RecordWriter {
  private final Registries registries;
  private final UnaryOperator<Path> paths;
  private final Marks marks;

  /**
   * @param paths how paths are to be written
   * @param marks how the values came to be
   */
  public RecordWriter(Registries registries, UnaryOperator<Path> paths, Marks marks) {
    this.registries = registries;
    this.paths = paths;
    this.marks = marks;
  }

  /** This for values that are spoken of as a whole. */
  private RecordWriter silent() {
    return new RecordWriter(registries, paths, Marks.none());
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

  /** A part, as its bare name if it has no keys. */
  public <T> Object partOrName(Kind<T> kind, T part) {
    Map<String, Object> written = part(kind, part);
    return written.size() == 1 ? written.get("type") : written;
  }

  /**
   * A layer and its place among others.
   *
   * @param node where it is written
   */
  public Map<String, Object> layer(Network.Node layer, Optional<ConfigNode> node) {
    Optional<ConfigNode.Mapping> keys =
        node.filter(ConfigNode.Mapping.class::isInstance).map(ConfigNode.Mapping.class::cast);
    // A bare name has a layer's type and nothing else.
    Optional<ConfigNode.Mapping> place =
        keys.or(() -> node.map(bare -> ConfigNode.Mapping.of(Map.of(), bare.origin())));
    Optional<Repetition> repetition = Repetition.of(layer.layer());
    Layer shown = repetition.map(Repetition::layer).orElse(layer.layer());
    boolean copied = keys.isPresent() && keys.get().get("type").isEmpty();
    Map<String, Object> part = copied ? silent().part(Kind.LAYER, shown) : part(Kind.LAYER, shown);
    if (copied) {
      String mark = "as in '" + layer.weights() + "'";
      part.replaceAll((key, value) -> new Marked(value, mark));
    }
    Map<String, Object> written = new LinkedHashMap<>();
    written.put("name", marked(layer.name(), place, "name", Marks.INFERRED));
    written.put("type", part.get("type"));
    repetition.ifPresent(
        each -> written.put("repeat", marked(each.times(), place, "repeat", Marks.INFERRED)));
    if (!layer.weights().equals(layer.name())
        || repetition.filter(Repetition::oneSet).isPresent()) {
      written.put("shared", marked(layer.weights(), place, "shared", Marks.INFERRED));
    }
    written.put("inputs", marked(layer.inputs(), place, "inputs", Marks.INFERRED));
    part.forEach(written::putIfAbsent);
    written.put("trainable", marked(layer.trainable(), place, "trainable", Marks.DEFAULT));
    return written;
  }

  private static Object marked(
      Object value, Optional<ConfigNode.Mapping> keys, String key, String absent) {
    return Marked.of(value, keys.flatMap(each -> Marks.of(each, key, absent)));
  }

  /** Written as the model's own layers are, not as the record that it is. */
  private Map<String, Object> block(Block block) {
    Optional<ConfigNode.Mapping> keys = marks.sources().keys(block);
    Map<String, Object> written = new LinkedHashMap<>();
    written.put("type", Block.TYPE);
    written.put("input_names", marked(block.inputNames(), keys, "input_names", Marks.DEFAULT));
    written.put(
        "layers",
        block.layers().stream().map(layer -> layer(layer, marks.sources().of(layer))).toList());
    written.put("output", marked(block.output(), keys, "output", Marks.INFERRED));
    return written;
  }

  private void write(RecordType type, Object record, Map<String, Object> into) {
    for (Key key : type.components()) {
      Object value = RecordType.read(key, record);
      if (key.inline()) {
        write(key.inner().orElseThrow(), value, into);
      } else {
        Optional<String> mark = marks.of(record, key, hasKeys(key.type()));
        boolean left = mark.filter(Marks.DEFAULT::equals).isPresent();
        (left ? silent() : this)
            .write(key.type(), value)
            .ifPresent(written -> into.put(key.name(), Marked.of(written, mark)));
      }
    }
  }

  /** Whether values of a type have keys of their own. */
  private static boolean hasKeys(Type type) {
    if (type instanceof ParameterizedType generic) {
      Type[] arguments = generic.getActualTypeArguments();
      return hasKeys(arguments[arguments.length - 1]);
    }
    return Kind.isConfigurable((Class<?>) type) || ((Class<?>) type).isRecord();
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
    return constant ? Marked.strip(List.copyOf(part.values()).get(1)) : part;
  }
}
