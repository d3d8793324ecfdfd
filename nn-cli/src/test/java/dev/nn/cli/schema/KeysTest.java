package dev.nn.cli.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.nn.config.ExperimentLoader;
import dev.nn.config.problem.ConfigException;
import dev.nn.config.problem.Problem;
import dev.nn.config.registry.Key;
import dev.nn.config.registry.Kind;
import dev.nn.config.registry.Registration;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** For every key of every part, the schema accepts what the loader accepts, and nothing else. */
@TestInstance(Lifecycle.PER_CLASS)
class KeysTest {
  private static final List<String> VALUES =
      List.of(
          "wide",
          "''",
          "'3'",
          "3",
          "-7",
          "0",
          "1",
          "0.5",
          "1e3",
          "99999999999",
          "true",
          "False",
          "~",
          "[]",
          "[1, 2]",
          "[a]",
          "[~]",
          "{}",
          "{type: zzz}",
          "{a: 1}",
          "relu",
          "zeros");

  private final ExperimentLoader loader = ExperimentLoader.create();
  private final Editor editor = new Editor(loader);
  private final PartWriter writer = new PartWriter(loader.registries(), new Random(1), true);

  @Test
  void values_of_every_key() {
    Set<Object> known = new HashSet<>();
    int turn = 0;
    for (Registration<?> part : parts()) {
      for (Key key : part.keys().keys()) {
        // All values for every type of key, and some for every key: all for all take a minute.
        boolean first = known.add(List.of(key.value(), key.range()));
        for (String value : VALUES) {
          if (first || turn++ % 9 == 0) {
            compare(with(part, key.name() + ": " + value, key));
          }
        }
      }
    }
  }

  @Test
  void keys_that_are_missing_unknown_or_given_twice() {
    for (Registration<?> part : parts()) {
      compare(Slots.with(part.kind(), part.name()));
      compare(Slots.with(part.kind(), "{type: " + part.name() + "}"));
      part.aliases().forEach(alias -> compare(Slots.with(part.kind(), alias)));
      compare(with(part, "zzz: 1", null));
      for (Key key : part.keys().keys()) {
        String value = writer.value(key.value(), key.range(), 1);
        for (String alias : key.aliases()) {
          compare(with(part, alias + ": " + value, key));
          compare(with(part, alias + ": " + value + ", " + key.name() + ": " + value, key));
        }
      }
    }
  }

  @Test
  void variables_may_stand_for_every_value() {
    for (Registration<?> part : parts()) {
      for (Key key : part.keys().keys()) {
        String config = with(part, key.name() + ": \"${vars.text}\"", key);
        assertEquals(List.of(), editor.faults(config), config);
      }
    }
  }

  private List<? extends Registration<?>> parts() {
    return Kind.ALL.stream().flatMap(kind -> loader.registries().of(kind).all().stream()).toList();
  }

  /** The part with the keys that it needs, one of which is written otherwise. */
  private String with(Registration<?> part, String written, Key instead) {
    List<String> keys = new ArrayList<>();
    for (Key key : part.keys().keys()) {
      boolean replaced = instead != null && key.name().equals(instead.name());
      if (PartWriter.isRequired(part, key) && !replaced) {
        keys.add(key.name() + ": " + writer.value(key.value(), key.range(), 1));
      }
    }
    keys.add(written);
    return Slots.with(part.kind(), writer.part(part, keys));
  }

  private void compare(String config) {
    List<String> seen = visible(config);
    assertEquals(
        seen.isEmpty(),
        editor.accepts(config),
        () -> config + "loader: " + seen + "\nschema: " + editor.faults(config));
  }

  private List<String> visible(String config) {
    try {
      loader.parse(config, Path.of("config.yaml"), List.of());
      return List.of();
    } catch (ConfigException e) {
      return e.problems().stream()
          .filter(problem -> Sight.SCHEMA.contains(problem.code()))
          .map(Problem::message)
          .toList();
    }
  }
}
