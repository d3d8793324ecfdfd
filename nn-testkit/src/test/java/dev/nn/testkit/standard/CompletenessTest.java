package dev.nn.testkit.standard;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import dev.nn.api.layer.Activation;
import dev.nn.api.layer.Constraint;
import dev.nn.api.layer.Initializer;
import dev.nn.api.layer.Layer;
import dev.nn.api.layer.Regularizer;
import dev.nn.api.train.Callback;
import dev.nn.api.train.Loss;
import dev.nn.api.train.Metric;
import dev.nn.api.train.Optimizer;
import dev.nn.api.train.Schedule;
import dev.nn.core.StandardPlugin;
import dev.nn.testkit.layer.LayerCase;
import dev.nn.testkit.spec.Catalogue;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The build fails when a registered type has no case in this package's tables. */
class CompletenessTest {
  private static final Map<Class<?>, Stream<String>> TABLES =
      Map.of(
          Layer.class,
              Stream.of(
                      StandardLayersTest.CASES,
                      StandardWindowLayersTest.CASES,
                      StandardImageLayersTest.CASES)
                  .flatMap(List::stream)
                  .map(LayerCase::config),
          Activation.class,
              Stream.concat(
                  StandardActivationsTest.SMOOTH.stream(),
                  StandardActivationsTest.WITH_KINKS.stream()),
          Loss.class, StandardLossesTest.covered(),
          Optimizer.class, StandardOptimizersTest.CONFIGS.stream(),
          Initializer.class, StandardInitializersTest.CASES.keySet().stream(),
          Regularizer.class, StandardHostSideTest.REGULARIZERS.stream(),
          Constraint.class, StandardHostSideTest.CONSTRAINTS.stream(),
          Schedule.class,
              Stream.concat(
                  StandardHostSideTest.SCHEDULES.stream(),
                  StandardHostSideTest.RISING_SCHEDULES.stream()),
          Metric.class, StandardHostSideTest.METRICS.keySet().stream(),
          // EarlyStoppingTest and ReduceLrOnPlateauTest in nn-core.
          Callback.class, Stream.of("early_stopping", "reduce_lr_on_plateau"));

  @Test
  void everyRegisteredTypeHasACase() {
    Catalogue catalogue = Catalogue.of(new StandardPlugin());
    Map<String, Set<String>> missing = new TreeMap<>();
    for (Class<?> kind : catalogue.kinds()) {
      Set<String> uncovered = new TreeSet<>(catalogue.names(kind));
      TABLES
          .getOrDefault(kind, Stream.empty())
          .map(CompletenessTest::type)
          .forEach(uncovered::remove);
      if (!uncovered.isEmpty()) {
        missing.put(kind.getSimpleName(), uncovered);
      }
    }
    assertEquals(Map.of(), missing, "types without a case in the tables of this package");
  }

  private static String type(String config) {
    JsonElement parsed = JsonParser.parseString(config);
    return parsed.isJsonObject()
        ? parsed.getAsJsonObject().get("type").getAsString()
        : parsed.getAsString();
  }
}
