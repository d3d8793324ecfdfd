package dev.nn.core;

import dev.nn.api.layer.Layer;
import dev.nn.api.plugin.Plugin;
import dev.nn.api.plugin.Registrar;
import dev.nn.core.activations.StandardActivations;
import dev.nn.core.augmentation.StandardAugmentations;
import dev.nn.core.callbacks.StandardCallbacks;
import dev.nn.core.constraints.StandardConstraints;
import dev.nn.core.initializers.StandardInitializers;
import dev.nn.core.layers.StandardLayers;
import dev.nn.core.losses.StandardLosses;
import dev.nn.core.metrics.StandardMetrics;
import dev.nn.core.network.Block;
import dev.nn.core.optimizers.StandardOptimizers;
import dev.nn.core.regularizers.StandardRegularizers;
import dev.nn.core.schedules.StandardSchedules;

/**
 * Registers everything that comes with {@code nn-core}; the names are those of Keras. Each package
 * lists its own types: a new layer gets a line in {@link StandardLayers}, a new loss in {@link
 * StandardLosses}.
 */
public final class StandardPlugin implements Plugin {
  @Override
  public void register(Registrar registrar) {
    new StandardLayers().register(registrar);
    new StandardAugmentations().register(registrar);
    registrar.add(Layer.class, Block.class);
    new StandardActivations().register(registrar);
    new StandardInitializers().register(registrar);
    new StandardRegularizers().register(registrar);
    new StandardConstraints().register(registrar);
    new StandardLosses().register(registrar);
    new StandardOptimizers().register(registrar);
    new StandardSchedules().register(registrar);
    new StandardMetrics().register(registrar);
    new StandardCallbacks().register(registrar);
  }
}
