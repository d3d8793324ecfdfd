package dev.nn.cli.schema;

import dev.nn.api.spec.Range;
import dev.nn.config.registry.Key;
import dev.nn.config.registry.Kind;
import dev.nn.config.registry.RecordType;
import dev.nn.config.registry.Registration;
import dev.nn.config.registry.Registries;
import dev.nn.config.registry.ValueType;
import dev.nn.core.network.Block;
import dev.nn.core.network.Network;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Predicate;

/** Writes parts as YAML on one line, with random values of the right types and within bounds. */
final class PartWriter {
  private static final int DEEPEST = 2;

  private final Registries registries;
  private final Random random;
  private final boolean plain;

  /**
   * @param plain whether every value is written in the simplest way: under the key's own name, no
   *     variables, no single values for lists
   */
  PartWriter(Registries registries, Random random, boolean plain) {
    this.registries = registries;
    this.random = random;
    this.plain = plain;
  }

  /** Any part of a kind, or of its names. */
  String part(Kind<?> kind) {
    return part(kind, 0);
  }

  private String part(Kind<?> kind, int depth) {
    List<Registration<?>> all = List.copyOf(registries.of(kind).all());
    List<Registration<?>> bare = all.stream().filter(PartWriter::isBare).toList();
    List<Registration<?>> any = depth < DEEPEST || bare.isEmpty() ? all : bare;
    Registration<?> part = any.get(random.nextInt(any.size()));
    return part(part, keys(part, key -> !plain && random.nextInt(3) == 0, depth));
  }

  /** A part with the keys that it must have, and some others. */
  List<String> keys(Registration<?> part, Predicate<Key> others) {
    return keys(part, others, 0);
  }

  private List<String> keys(Registration<?> part, Predicate<Key> others, int depth) {
    List<String> written = new ArrayList<>();
    for (Key key : part.keys().keys()) {
      boolean ofBlock = part.type() == Block.class; // The values of the others name its layers.
      if (isRequired(part, key) || !ofBlock && others.test(key)) {
        written.add(name(key) + ": " + value(key.value(), key.range(), depth + 1));
      }
    }
    return written;
  }

  /** A part with these keys. */
  String part(Registration<?> part, List<String> keys) {
    if (!plain && keys.isEmpty() && random.nextBoolean()) {
      return part.name();
    }
    List<String> all = new ArrayList<>(keys);
    all.add(plain ? 0 : random.nextInt(keys.size() + 1), "type: " + name(part));
    return "{" + String.join(", ", all) + "}";
  }

  private static boolean isBare(Registration<?> part) {
    return part.keys().keys().stream().noneMatch(key -> isRequired(part, key));
  }

  /** Whether a part without that key is wrong; a block's other keys have defaults. */
  static boolean isRequired(Registration<?> part, Key key) {
    return key.required() && (part.type() != Block.class || key.name().equals("layers"));
  }

  private String name(Registration<?> part) {
    return pick(part.name(), part.aliases());
  }

  private String name(Key key) {
    return pick(key.name(), key.aliases());
  }

  private String pick(String name, List<String> others) {
    int i = plain ? 0 : random.nextInt(others.size() + 1);
    return i == 0 ? name : others.get(i - 1);
  }

  /** A value of a type. */
  String value(ValueType type, Optional<Range> range, int depth) {
    if (type instanceof ValueType.Maybe maybe) {
      return !plain && random.nextInt(8) == 0 ? "~" : value(maybe.value(), range, depth);
    }
    if (type instanceof ValueType.Items items) {
      String item = value(items.item(), range, depth);
      return !plain && random.nextBoolean() ? item : "[" + item + "]";
    }
    if (type instanceof ValueType.Named named) {
      return "{some: " + value(named.value(), range, depth) + "}";
    }
    if (type instanceof ValueType.Part part) {
      return part(part.kind(), depth);
    }
    if (type instanceof ValueType.Keys keys) {
      return keys.type() == Network.Node.class ? "{type: dense, units: 3}" : record(keys, depth);
    }
    return simple(type, range);
  }

  private String record(ValueType.Keys type, int depth) {
    List<String> written = new ArrayList<>();
    for (Key key : RecordType.of(type.type()).keys()) {
      if (key.required() || !plain && random.nextInt(3) == 0) {
        written.add(name(key) + ": " + value(key.value(), key.range(), depth));
      }
    }
    return "{" + String.join(", ", written) + "}";
  }

  private String simple(ValueType type, Optional<Range> range) {
    boolean variable = !plain && random.nextInt(6) == 0;
    if (type instanceof ValueType.Whole) {
      return variable ? "\"${vars.whole}\"" : whole(range);
    }
    if (type instanceof ValueType.Fraction) {
      return variable ? "\"${vars.half}\"" : fraction(range);
    }
    if (type instanceof ValueType.Truth) {
      return variable ? "\"${vars.yes}\"" : random.nextBoolean() ? "true" : "False";
    }
    if (type instanceof ValueType.Choice choice) {
      String name = choice.names().get(random.nextInt(choice.names().size()));
      return !plain && random.nextInt(4) == 0 ? name.toUpperCase(java.util.Locale.ROOT) : name;
    }
    List<String> texts = List.of("x", "'7'", "7", "true", "\"a${vars.text}\"", "'a b'");
    return plain ? "x" : texts.get(random.nextInt(texts.size()));
  }

  private String whole(Optional<Range> range) {
    double low = range.map(r -> r.minExclusive() ? r.min() + 1 : r.min()).orElse(-3.0);
    double high = range.map(r -> r.maxExclusive() ? r.max() - 1 : r.max()).orElse(9.0);
    int least = (int) Math.max(low, -3);
    int number = least + random.nextInt((int) Math.max(1, Math.min(high, least + 8) - least + 1));
    return !plain && random.nextInt(8) == 0 && number > 0 ? number + "_" : Integer.toString(number);
  }

  private String fraction(Optional<Range> range) {
    double low = Math.max(range.map(Range::min).orElse(-1.0), -1);
    double high = Math.min(range.map(Range::max).orElse(2.0), Math.max(low, 0) + 2);
    double number = low + (high - low) * (1 + random.nextInt(7)) / 8;
    return !plain && random.nextBoolean() ? "%e".formatted(number) : Double.toString(number);
  }
}
