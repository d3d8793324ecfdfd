package dev.nn.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonPrimitive;
import dev.nn.api.layer.Activation;
import dev.nn.api.layer.Constraint;
import dev.nn.api.layer.Initializer;
import dev.nn.api.layer.Layer;
import dev.nn.api.layer.Regularizer;
import dev.nn.api.plugin.Plugin;
import dev.nn.api.spec.Default;
import dev.nn.api.spec.Doc;
import dev.nn.api.spec.Inline;
import dev.nn.api.train.Loss;
import dev.nn.api.train.Metric;
import dev.nn.api.train.Optimizer;
import dev.nn.api.train.Schedule;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class StandardPluginTest {
  private final Records records = new Records();

  private Stream<Class<?>> all() {
    return Stream.<Class<?>>of(
            Layer.class,
            Activation.class,
            Initializer.class,
            Regularizer.class,
            Constraint.class,
            Loss.class,
            Optimizer.class,
            Schedule.class,
            Metric.class)
        .flatMap(kind -> records.types(kind).values().stream())
        .distinct();
  }

  @Test
  void isFoundByTheServiceLoader() {
    assertTrue(
        ServiceLoader.load(Plugin.class).stream()
            .anyMatch(plugin -> plugin.type() == StandardPlugin.class));
  }

  @Test
  void everyTypeSaysWhatItIs() {
    assertEquals(List.of(), all().filter(type -> !type.isAnnotationPresent(Doc.class)).toList());
  }

  @Test
  void everyKeySaysWhatItIsFor() {
    List<String> silent =
        all()
            .flatMap(type -> Arrays.stream(type.getRecordComponents()))
            .filter(c -> !c.isAnnotationPresent(Doc.class) && !c.isAnnotationPresent(Inline.class))
            .map(c -> c.getDeclaringRecord().getSimpleName() + "." + c.getName())
            .toList();
    assertEquals(List.of(), silent);
  }

  /** Either of which may be left out. */
  private static final Set<String> NEED_ONE_OF_TWO_KEYS = Set.of("discretization");

  @Test
  void everyTypeWithDefaultsThroughoutCanBeMadeFromItsNameAlone() {
    for (Class<?> kind :
        List.of(
            Activation.class,
            Initializer.class,
            Regularizer.class,
            Constraint.class,
            Loss.class,
            Optimizer.class,
            Metric.class,
            Layer.class)) {
      records
          .types(kind)
          .forEach(
              (name, type) -> {
                boolean complete =
                    Arrays.stream(type.getRecordComponents()).allMatch(this::optional);
                if (NEED_ONE_OF_TWO_KEYS.contains(name)) {
                  assertThrows(
                      IllegalArgumentException.class,
                      () -> records.make(kind, new JsonPrimitive(name)));
                } else if (complete) {
                  assertInstanceOf(type, records.make(kind, new JsonPrimitive(name)), name);
                }
              });
    }
  }

  private boolean optional(RecordComponent c) {
    return c.isAnnotationPresent(Default.class)
        || c.isAnnotationPresent(Inline.class)
        || c.getType() == Optional.class;
  }
}
