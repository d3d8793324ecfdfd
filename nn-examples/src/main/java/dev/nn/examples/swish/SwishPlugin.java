package dev.nn.examples.swish;

import dev.nn.api.layer.Layer;
import dev.nn.api.plugin.Plugin;
import dev.nn.api.plugin.Registrar;

/** Makes {@code type: scaled_swish} known to configs; named in {@code META-INF/services}. */
public final class SwishPlugin implements Plugin {
  @Override
  public void register(Registrar registrar) {
    registrar.add(Layer.class, ScaledSwish.class);
  }
}
