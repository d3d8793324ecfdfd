package dev.nn.core.activations;

import dev.nn.api.layer.Activation;
import dev.nn.api.plugin.Plugin;
import dev.nn.api.plugin.Registrar;

/** Registers the activations of this package: a new one gets a line here. */
public final class StandardActivations implements Plugin {
  @Override
  public void register(Registrar registrar) {
    registrar.add(Activation.class, Celu.class);
    registrar.add(Activation.class, Elu.class);
    registrar.add(Activation.class, Exponential.class);
    registrar.add(Activation.class, Gelu.class);
    registrar.add(Activation.class, Glu.class);
    registrar.add(Activation.class, HardShrink.class);
    registrar.add(Activation.class, HardSigmoid.class);
    registrar.add(Activation.class, HardSilu.class);
    registrar.add(Activation.class, HardTanh.class);
    registrar.add(Activation.class, LeakyRelu.class);
    registrar.add(Activation.class, Linear.class);
    registrar.add(Activation.class, LogSigmoid.class);
    registrar.add(Activation.class, LogSoftmax.class);
    registrar.add(Activation.class, Mish.class);
    registrar.add(Activation.class, Relu.class);
    registrar.add(Activation.class, Relu6.class);
    registrar.add(Activation.class, Selu.class);
    registrar.add(Activation.class, Sigmoid.class);
    registrar.add(Activation.class, Silu.class);
    registrar.add(Activation.class, SoftShrink.class);
    registrar.add(Activation.class, Softmax.class);
    registrar.add(Activation.class, Softplus.class);
    registrar.add(Activation.class, Softsign.class);
    registrar.add(Activation.class, SparsePlus.class);
    registrar.add(Activation.class, SparseSigmoid.class);
    registrar.add(Activation.class, Sparsemax.class);
    registrar.add(Activation.class, Squareplus.class);
    registrar.add(Activation.class, Tanh.class);
    registrar.add(Activation.class, TanhShrink.class);
    registrar.add(Activation.class, Threshold.class);
  }
}
