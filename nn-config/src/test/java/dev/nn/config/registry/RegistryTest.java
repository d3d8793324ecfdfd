package dev.nn.config.registry;

import static dev.nn.config.registry.LayerBinder.layerBinder;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.inject.AbstractModule;
import com.google.inject.Guice;
import com.google.inject.ProvisionException;
import dev.nn.api.graph.Value;
import dev.nn.api.layer.Layer;
import dev.nn.api.layer.LayerScope;
import dev.nn.api.spec.Default;
import dev.nn.api.spec.Type;
import java.util.List;
import org.junit.jupiter.api.Test;

class RegistryTest {
  @Type(value = "scaled_swish", aliases = "swish")
  record ScaledSwish(@Default("1.0") double betaValue) implements Layer {
    @Override
    public Value apply(LayerScope scope, Value x) {
      return x;
    }
  }

  @Type("swish")
  record OtherSwish() implements Layer {
    @Override
    public Value apply(LayerScope scope, Value x) {
      return x;
    }
  }

  record Nameless() implements Layer {
    @Override
    public Value apply(LayerScope scope, Value x) {
      return x;
    }
  }

  @Type("odd")
  record Odd(Thread inputs) implements Layer {
    @Override
    public Value apply(LayerScope scope, Value x) {
      return x;
    }
  }

  private static Registries bind(List<Class<? extends Layer>> layers) {
    return Guice.createInjector(
            new RegistryModule(List.of()),
            new AbstractModule() {
              @Override
              protected void configure() {
                layers.forEach(layerBinder(binder())::bind);
              }
            })
        .getInstance(Registries.class);
  }

  @Test
  void a_bound_record_is_found_by_name_and_alias_with_its_keys() {
    Registry<Layer> layers = bind(List.of(ScaledSwish.class)).of(Kind.LAYER);
    Registration<Layer> swish = layers.find("scaled_swish").orElseThrow();
    assertEquals(ScaledSwish.class, swish.type());
    assertEquals(swish, layers.find("swish").orElseThrow());
    assertEquals(List.of("beta_value"), swish.keys().keys().stream().map(Key::name).toList());
  }

  @Test
  void a_double_name_is_an_error_that_names_both_classes() {
    ProvisionException e =
        assertThrows(
            ProvisionException.class, () -> bind(List.of(ScaledSwish.class, OtherSwish.class)));
    assertTrue(e.getMessage().contains(ScaledSwish.class.getName()), e.getMessage());
    assertTrue(e.getMessage().contains(OtherSwish.class.getName()), e.getMessage());
  }

  @Test
  void the_same_record_may_be_bound_twice() {
    assertEquals(
        1, bind(List.of(ScaledSwish.class, ScaledSwish.class)).of(Kind.LAYER).all().size());
  }

  @Test
  void what_no_config_can_express_is_refused_when_it_is_bound() {
    assertThrows(IllegalArgumentException.class, () -> Registration.of(Kind.LAYER, Nameless.class));
    assertThrows(IllegalArgumentException.class, () -> Registration.of(Kind.LAYER, Odd.class));
  }
}
