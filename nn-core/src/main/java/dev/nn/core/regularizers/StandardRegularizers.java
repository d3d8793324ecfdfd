package dev.nn.core.regularizers;

import dev.nn.api.layer.Regularizer;
import dev.nn.api.plugin.Plugin;
import dev.nn.api.plugin.Registrar;

/** Registers the regularizers of this package: a new one gets a line here. */
public final class StandardRegularizers implements Plugin {
  @Override
  public void register(Registrar registrar) {
    registrar.add(Regularizer.class, L1.class);
    registrar.add(Regularizer.class, L1L2.class);
    registrar.add(Regularizer.class, L2.class);
    registrar.add(Regularizer.class, OrthogonalRegularizer.class);
  }
}
