package dev.nn.config.internal.bind;

import dev.nn.api.spec.Range;
import dev.nn.api.train.Schedule;
import dev.nn.config.internal.tree.ConfigNode;
import dev.nn.config.problem.Code;
import dev.nn.config.problem.Problem;
import dev.nn.config.problem.Problems;
import dev.nn.config.registry.Key;
import dev.nn.config.registry.Kind;
import dev.nn.config.registry.RecordType;
import dev.nn.config.registry.Registration;
import dev.nn.config.registry.Registries;
import dev.nn.config.registry.Registry;
import dev.nn.core.network.Block;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Makes records from values. What is wrong is reported, not thrown, so that the rest is looked at
 * too; a result is then absent.
 */
public final class RecordBinder {
  private final Registries registries;
  private final Problems problems;
  private final Scalars scalars;
  private final Sources sources;

  private final DefaultValues defaults = new DefaultValues();

  /** Records that are no parts, as each layer has some. */
  private final Map<Class<?>, RecordType> plain = new HashMap<>();

  private BlockReader blocks = (mapping, what) -> Optional.empty();

  /** Reads a layer that is made of layers. */
  @FunctionalInterface
  public interface BlockReader {
    /** The block, or nothing if it was found wrong and reported. */
    Optional<Block> read(ConfigNode.Mapping mapping, String what);
  }

  /**
   * @param problems takes note of what is wrong
   * @param base the config's folder; paths from other files are made relative to it
   * @param sources takes note of what records are made from
   */
  public RecordBinder(Registries registries, Problems problems, Path base, Sources sources) {
    this.registries = registries;
    this.problems = problems;
    this.scalars = new Scalars(problems, base);
    this.sources = sources;
  }

  /** What records are made from. */
  public Sources sources() {
    return sources;
  }

  /** Has blocks read, wherever a layer is expected, by who knows how layers are connected. */
  public void readBlocksBy(BlockReader reader) {
    this.blocks = reader;
  }

  /**
   * Makes a value of a simple type.
   *
   * @param what the key, for messages
   */
  public <T> Optional<T> value(Class<T> type, ConfigNode node, String what) {
    return bind(type, node, "'" + what + "'", Optional.empty()).map(type::cast);
  }

  /**
   * Makes a record of its own keys.
   *
   * @param owner for messages: {@code 'train'}
   */
  public <R extends Record> Optional<R> record(Class<R> type, ConfigNode node, String owner) {
    return record(type, node, owner, List.of());
  }

  /**
   * As {@link #record(Class, ConfigNode, String)}.
   *
   * @param others keys in the mapping that are not the record's own
   */
  public <R extends Record> Optional<R> record(
      Class<R> type, ConfigNode node, String owner, List<String> others) {
    return mapping(node, owner)
        .flatMap(mapping -> create(plain(type), mapping, owner, others))
        .map(type::cast);
  }

  /** A mapping; anything else is reported. */
  public Optional<ConfigNode.Mapping> mapping(ConfigNode node, String what) {
    if (node instanceof ConfigNode.Mapping mapping) {
      return Optional.of(mapping);
    }
    wrongType(node, what, "a mapping");
    return Optional.empty();
  }

  /** The items of a list; a single value is a list of one. Null is reported. */
  public List<ConfigNode> list(ConfigNode node, String what) {
    if (node instanceof ConfigNode.Sequence sequence) {
      return sequence.items();
    }
    if (node instanceof ConfigNode.Scalar scalar && scalar.isNull()) {
      nothing(scalar, what);
      return List.of();
    }
    return node instanceof ConfigNode.Broken ? List.of() : List.of(node);
  }

  /** The part that a value names: by a bare text, or by {@code type} among its keys. */
  public <T> Optional<Bound<T>> part(Kind<T> kind, ConfigNode node, String what) {
    return part(kind, node, what, List.of(), "");
  }

  /**
   * As {@link #part(Kind, ConfigNode, String)}.
   *
   * @param others keys in the mapping that are not the part's own; its own go before them
   * @param called what the part is called, for messages; may be empty
   */
  public <T> Optional<Bound<T>> part(
      Kind<T> kind, ConfigNode node, String what, List<String> others, String called) {
    Registry<T> registry = registries.of(kind);
    Optional<ConfigNode.Mapping> mapping = partMapping(kind, node, what);
    Optional<Registration<T>> registration = mapping.flatMap(m -> registration(registry, m, what));
    if (registration.isEmpty()) {
      return Optional.empty();
    }
    if (registration.get().type() == Block.class) {
      return blocks
          .read(mapping.get(), what)
          .map(block -> new Bound<>(registration.get(), kind.type().cast(block), node));
    }
    List<String> ownNames = registration.get().keys().keys().stream().map(Key::name).toList();
    List<String> allowed = new ArrayList<>(List.of("type"));
    others.stream().filter(name -> !ownNames.contains(name)).forEach(allowed::add);
    String owner =
        kind.singular() + " '" + (called.isEmpty() ? registration.get().name() : called) + "'";
    return create(registration.get().keys(), mapping.get(), owner, allowed)
        .map(part -> new Bound<>(registration.get(), kind.type().cast(part), node));
  }

  private <T> Optional<ConfigNode.Mapping> partMapping(Kind<T> kind, ConfigNode node, String what) {
    if (node instanceof ConfigNode.Mapping mapping) {
      if (mapping.get("type").isEmpty()) {
        Problem problem =
            Problem.at(Code.MISSING_KEY, node.origin(), "the key 'type' is missing in " + what)
                .expectingOneOf(registries.of(kind).names(), "");
        problems.add(
            problem.helping(
                MeantPart.ofKeys(mapping, registries.of(kind))
                    .orElse("'nn list %s' says what there is".formatted(kind.plural()))));
        return Optional.empty();
      }
      return Optional.of(mapping);
    }
    if (node instanceof ConfigNode.Scalar scalar && !scalar.isNull()) {
      return Optional.of(
          ConfigNode.Mapping.of(
              Map.of("type", new ConfigNode.Entry(node.origin(), node)), node.origin()));
    }
    wrongType(node, what, "the name of " + kind.withArticle() + " or a mapping with its 'type'");
    return Optional.empty();
  }

  private <T> Optional<Registration<T>> registration(
      Registry<T> registry, ConfigNode.Mapping mapping, String what) {
    ConfigNode type = mapping.get("type").orElseThrow();
    String kind = registry.kind().singular();
    if (!(type instanceof ConfigNode.Scalar name) || name.isNull()) {
      wrongType(type, "'type' in " + what, "the name of " + registry.kind().withArticle());
      return Optional.empty();
    }
    Optional<Registration<T>> found = registry.find(name.text());
    if (found.isEmpty()) {
      Problem problem =
          Problem.at(
              Code.UNKNOWN_TYPE,
              type.origin(),
              "unknown %s type '%s'".formatted(kind, name.text()));
      if (registry.kind() == Kind.SCHEDULE) {
        problem = MeantValue.in(problem, name, "a number");
      }
      boolean activation =
          registry.kind() == Kind.LAYER
              && registries.of(Kind.ACTIVATION).find(name.text()).isPresent();
      problems.add(
          activation
              ? problem.helping(
                  "as a layer, an activation is {type: activation, activation: %s}"
                      .formatted(name.text()))
              : problem.help().isPresent()
                  ? problem
                  : MeantPart.ofName(problem, registry, name.text()));
    }
    return found;
  }

  private Optional<Object> plainRecord(Class<?> type, ConfigNode node, String owner) {
    if (!(node instanceof ConfigNode.Mapping mapping)) {
      wrongType(node, owner, MeantPart.mapping(plain(type), node));
      return Optional.empty();
    }
    return create(plain(type), mapping, owner, List.of());
  }

  private RecordType plain(Class<?> type) {
    return plain.computeIfAbsent(type, RecordType::of);
  }

  private Optional<Object> create(
      RecordType type, ConfigNode.Mapping mapping, String owner, List<String> others) {
    Fields fields = new Fields(mapping, owner, type.keys(), others, problems);
    return create(type, mapping, owner, fields);
  }

  private Optional<Object> create(
      RecordType type, ConfigNode.Mapping mapping, String owner, Fields fields) {
    List<Object> values = new ArrayList<>();
    for (Key key : type.components()) {
      Optional<Object> value =
          key.inline()
              ? create(key.inner().orElseThrow(), mapping, owner, fields)
              : component(key, mapping, owner, fields);
      value.ifPresent(values::add);
    }
    if (values.size() < type.components().size()) {
      return Optional.empty();
    }
    try {
      Object record = type.create(values);
      sources.note(record, mapping);
      return Optional.of(record);
    } catch (InvocationTargetException e) {
      problems.add(Refusals.problem(e.getCause(), mapping, owner, fields));
      return Optional.empty();
    }
  }

  private Optional<Object> component(
      Key key, ConfigNode.Mapping mapping, String owner, Fields fields) {
    Optional<ConfigNode.Entry> entry = fields.entry(key.name());
    String what = "'" + key.name() + "' in " + owner;
    if (entry.isPresent()) {
      return bind(key.type(), entry.get().value(), what, key.range());
    }
    if (key.defaultValue().isPresent()) {
      return bind(
          key.type(), defaults.of(key, mapping), "the default of " + what, Optional.empty());
    }
    if (key.required()) {
      fields.missing(key);
      return Optional.empty();
    }
    return Optional.of(Optional.empty());
  }

  private Optional<Object> bind(Type type, ConfigNode node, String what, Optional<Range> range) {
    if (node instanceof ConfigNode.Broken) {
      return Optional.empty();
    }
    boolean isNull = node instanceof ConfigNode.Scalar scalar && scalar.isNull();
    if (type instanceof ParameterizedType generic) {
      Type[] arguments = generic.getActualTypeArguments();
      if (generic.getRawType() == Optional.class) {
        return isNull
            ? Optional.of(Optional.empty())
            : bind(arguments[0], node, what, range).map(Optional::of);
      }
      return generic.getRawType() == List.class
          ? listOf(arguments[0], node, what, range)
          : mapOf(arguments[1], node, what, range);
    }
    Class<?> raw = (Class<?>) type;
    if (isNull) {
      nothing((ConfigNode.Scalar) node, what);
      return Optional.empty();
    }
    if (Kind.isConfigurable(raw)) {
      return configurable(registries.find(raw).orElseThrow(), node, what);
    }
    if (raw.isRecord()) {
      return plainRecord(raw, node, what);
    }
    if (node instanceof ConfigNode.Scalar scalar) {
      return scalars.bind(raw, scalar, what, range);
    }
    wrongType(node, what, noun(raw));
    return Optional.empty();
  }

  private <T> Optional<Object> configurable(Registry<T> registry, ConfigNode node, String what) {
    boolean isNumber = node instanceof ConfigNode.Scalar scalar && scalar.number().isPresent();
    if (registry.kind().type() == Schedule.class && isNumber) {
      return constant(registry, node, what);
    }
    return part(registry.kind(), node, what).map(Bound::part);
  }

  /** A bare number where a schedule is expected is {@code {type: constant, …: number}}. */
  private <T> Optional<Object> constant(Registry<T> registry, ConfigNode node, String what) {
    RecordType constant =
        registry
            .find("constant")
            .orElseThrow(() -> new IllegalStateException("no schedule is called 'constant'"))
            .keys();
    Key key = constant.components().get(0);
    Optional<Object> number = bind(key.type(), node, what, key.range());
    try {
      return number.isEmpty()
          ? Optional.empty()
          : Optional.of(constant.create(List.of(number.get())));
    } catch (InvocationTargetException e) {
      problems.add(
          Problem.at(Code.REFUSED_VALUE, node.origin(), what + ": " + e.getCause().getMessage()));
      return Optional.empty();
    }
  }

  private Optional<Object> listOf(Type item, ConfigNode node, String what, Optional<Range> range) {
    int before = problems.count();
    List<Object> values = new ArrayList<>();
    List<ConfigNode> items = list(node, what);
    for (ConfigNode each : items) {
      bind(item, each, what, range).ifPresent(values::add);
    }
    return problems.count() > before || values.size() < items.size()
        ? Optional.empty()
        : Optional.of(Collections.unmodifiableList(values));
  }

  private Optional<Object> mapOf(Type value, ConfigNode node, String what, Optional<Range> range) {
    Optional<ConfigNode.Mapping> mapping = mapping(node, what);
    if (mapping.isEmpty()) {
      return Optional.empty();
    }
    Map<String, Object> values = new LinkedHashMap<>();
    mapping
        .get()
        .entries()
        .forEach(
            (name, entry) ->
                bind(value, entry.value(), "'" + name + "' in " + what, range)
                    .ifPresent(bound -> values.put(name, bound)));
    return values.size() < mapping.get().entries().size()
        ? Optional.empty()
        : Optional.of(Collections.unmodifiableMap(values));
  }

  private static String noun(Class<?> type) {
    if (type == int.class || type == long.class || type == Integer.class || type == Long.class) {
      return "a whole number";
    }
    if (type == double.class || type == Double.class) {
      return "a number";
    }
    return type == boolean.class || type == Boolean.class
        ? "true or false"
        : type == Path.class ? "a path" : "a text";
  }

  private void nothing(ConfigNode.Scalar node, String what) {
    problems.add(
        Problem.at(Code.NO_VALUE, node.origin(), what + " has no value")
            .helping("write a value, or leave the key out"));
  }

  private void wrongType(ConfigNode node, String what, String expected) {
    if (!(node instanceof ConfigNode.Broken)) {
      scalars.wrongType(node, what, expected);
    }
  }
}
