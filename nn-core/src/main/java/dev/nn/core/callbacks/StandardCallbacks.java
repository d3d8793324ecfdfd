package dev.nn.core.callbacks;

import dev.nn.api.plugin.Plugin;
import dev.nn.api.plugin.Registrar;
import dev.nn.api.train.Callback;

/** Registers the callbacks of this package: a new one gets a line here. */
public final class StandardCallbacks implements Plugin {
  @Override
  public void register(Registrar registrar) {
    registrar.add(Callback.class, EarlyStopping.class);
    registrar.add(Callback.class, ReduceLrOnPlateau.class);
  }
}
