package dev.nn.core.initializers;

import dev.nn.api.layer.Initializer;
import dev.nn.api.plugin.Plugin;
import dev.nn.api.plugin.Registrar;

/** Registers the initializers of this package: a new one gets a line here. */
public final class StandardInitializers implements Plugin {
  @Override
  public void register(Registrar registrar) {
    registrar.add(Initializer.class, Constant.class);
    registrar.add(Initializer.class, GlorotNormal.class);
    registrar.add(Initializer.class, GlorotUniform.class);
    registrar.add(Initializer.class, HeNormal.class);
    registrar.add(Initializer.class, HeUniform.class);
    registrar.add(Initializer.class, Identity.class);
    registrar.add(Initializer.class, LecunNormal.class);
    registrar.add(Initializer.class, LecunUniform.class);
    registrar.add(Initializer.class, Ones.class);
    registrar.add(Initializer.class, Orthogonal.class);
    registrar.add(Initializer.class, RandomNormal.class);
    registrar.add(Initializer.class, RandomUniform.class);
    registrar.add(Initializer.class, TruncatedNormal.class);
    registrar.add(Initializer.class, VarianceScaling.class);
    registrar.add(Initializer.class, Zeros.class);
  }
}
