package dev.nn.core.losses;

import dev.nn.api.plugin.Plugin;
import dev.nn.api.plugin.Registrar;
import dev.nn.api.train.Loss;

/** Registers the losses of this package: a new one gets a line here. */
public final class StandardLosses implements Plugin {
  @Override
  public void register(Registrar registrar) {
    registrar.add(Loss.class, BinaryCrossentropy.class);
    registrar.add(Loss.class, BinaryFocalCrossentropy.class);
    registrar.add(Loss.class, CategoricalCrossentropy.class);
    registrar.add(Loss.class, CategoricalFocalCrossentropy.class);
    registrar.add(Loss.class, CategoricalGeneralizedCrossEntropy.class);
    registrar.add(Loss.class, CategoricalHinge.class);
    registrar.add(Loss.class, CosineSimilarity.class);
    registrar.add(Loss.class, Dice.class);
    registrar.add(Loss.class, Hinge.class);
    registrar.add(Loss.class, Huber.class);
    registrar.add(Loss.class, KlDivergence.class);
    registrar.add(Loss.class, LogCosh.class);
    registrar.add(Loss.class, MeanAbsoluteError.class);
    registrar.add(Loss.class, MeanAbsolutePercentageError.class);
    registrar.add(Loss.class, MeanSquaredError.class);
    registrar.add(Loss.class, MeanSquaredLogarithmicError.class);
    registrar.add(Loss.class, Poisson.class);
    registrar.add(Loss.class, SparseCategoricalCrossentropy.class);
    registrar.add(Loss.class, SquaredHinge.class);
    registrar.add(Loss.class, Tversky.class);
  }
}
