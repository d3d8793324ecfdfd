package dev.nn.core.constraints;

import dev.nn.api.layer.Constraint;
import dev.nn.api.plugin.Plugin;
import dev.nn.api.plugin.Registrar;

/** Registers the constraints of this package: a new one gets a line here. */
public final class StandardConstraints implements Plugin {
  @Override
  public void register(Registrar registrar) {
    registrar.add(Constraint.class, MaxNorm.class);
    registrar.add(Constraint.class, MinMaxNorm.class);
    registrar.add(Constraint.class, NonNegative.class);
    registrar.add(Constraint.class, UnitNorm.class);
  }
}
