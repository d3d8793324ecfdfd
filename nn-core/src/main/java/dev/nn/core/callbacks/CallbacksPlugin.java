package dev.nn.core.callbacks;

import dev.nn.api.plugin.Plugin;
import dev.nn.api.plugin.Registrar;
import dev.nn.api.train.Callback;

/** Registers the callbacks of this package. */
public final class CallbacksPlugin implements Plugin {
  @Override
  public void register(Registrar registrar) {
    registrar.add(Callback.class, EarlyStopping.class);
  }
}
