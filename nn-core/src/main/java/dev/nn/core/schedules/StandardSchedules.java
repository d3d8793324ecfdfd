package dev.nn.core.schedules;

import dev.nn.api.plugin.Plugin;
import dev.nn.api.plugin.Registrar;
import dev.nn.api.train.Schedule;

/** Registers the schedules of this package: a new one gets a line here. */
public final class StandardSchedules implements Plugin {
  @Override
  public void register(Registrar registrar) {
    registrar.add(Schedule.class, Constant.class);
    registrar.add(Schedule.class, CosineDecay.class);
    registrar.add(Schedule.class, CosineDecayRestarts.class);
    registrar.add(Schedule.class, Cyclical.class);
    registrar.add(Schedule.class, ExponentialDecay.class);
    registrar.add(Schedule.class, InverseTimeDecay.class);
    registrar.add(Schedule.class, MapSchedule.class);
    registrar.add(Schedule.class, OneCycle.class);
    registrar.add(Schedule.class, PiecewiseConstantDecay.class);
    registrar.add(Schedule.class, PolynomialDecay.class);
    registrar.add(Schedule.class, SigmoidDecay.class);
    registrar.add(Schedule.class, StepDecay.class);
    registrar.add(Schedule.class, Warmup.class);
  }
}
