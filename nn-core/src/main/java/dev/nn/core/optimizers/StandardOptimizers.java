package dev.nn.core.optimizers;

import dev.nn.api.plugin.Plugin;
import dev.nn.api.plugin.Registrar;
import dev.nn.api.train.Optimizer;

/** Registers the optimizers of this package: a new one gets a line here. */
public final class StandardOptimizers implements Plugin {
  @Override
  public void register(Registrar registrar) {
    registrar.add(Optimizer.class, Adadelta.class);
    registrar.add(Optimizer.class, Adafactor.class);
    registrar.add(Optimizer.class, Adagrad.class);
    registrar.add(Optimizer.class, Adam.class);
    registrar.add(Optimizer.class, AdamW.class);
    registrar.add(Optimizer.class, Adamax.class);
    registrar.add(Optimizer.class, Ftrl.class);
    registrar.add(Optimizer.class, Lamb.class);
    registrar.add(Optimizer.class, Lion.class);
    registrar.add(Optimizer.class, Lookahead.class);
    registrar.add(Optimizer.class, Muon.class);
    registrar.add(Optimizer.class, Nadam.class);
    registrar.add(Optimizer.class, RmsProp.class);
    registrar.add(Optimizer.class, ScheduleFreeAdamW.class);
    registrar.add(Optimizer.class, Sgd.class);
  }
}
