package dev.nn.config.internal.check;

import dev.nn.api.layer.Activation;
import dev.nn.api.layer.Layer;
import dev.nn.core.activations.Elu;
import dev.nn.core.activations.LeakyRelu;
import dev.nn.core.activations.Relu;
import dev.nn.core.activations.Softmax;
import dev.nn.core.layers.ActivationLayer;
import dev.nn.core.layers.ActivityRegularization;
import dev.nn.core.layers.AlphaDropout;
import dev.nn.core.layers.Bidirectional;
import dev.nn.core.layers.Dense;
import dev.nn.core.layers.Dropout;
import dev.nn.core.layers.EluLayer;
import dev.nn.core.layers.Flatten;
import dev.nn.core.layers.GaussianDropout;
import dev.nn.core.layers.GaussianNoise;
import dev.nn.core.layers.Identity;
import dev.nn.core.layers.LeakyReluLayer;
import dev.nn.core.layers.OutputSettings;
import dev.nn.core.layers.Permute;
import dev.nn.core.layers.Recurrent;
import dev.nn.core.layers.ReluLayer;
import dev.nn.core.layers.Reshape;
import dev.nn.core.layers.SoftmaxLayer;
import dev.nn.core.layers.SpatialDropout1d;
import dev.nn.core.layers.SpatialDropout2d;
import dev.nn.core.layers.SpatialDropout3d;
import java.util.Optional;
import java.util.Set;

/**
 * What layers do to what they read, as far as it matters for finding slips. A layer that is not
 * known here, such as one of a plugin, is none of these: nothing is said about it.
 */
public final class LayerKinds {
  private static final Set<Class<?>> RANDOM =
      Set.of(
          Dropout.class,
          AlphaDropout.class,
          GaussianDropout.class,
          GaussianNoise.class,
          SpatialDropout1d.class,
          SpatialDropout2d.class,
          SpatialDropout3d.class);

  private static final Set<Class<?>> REARRANGING =
      Set.of(
          Flatten.class,
          Reshape.class,
          Permute.class,
          Identity.class,
          ActivityRegularization.class);

  private LayerKinds() {}

  /** Whether it drops or disturbs values in training and lets them pass otherwise. */
  public static boolean isRandom(Layer layer) {
    return RANDOM.contains(layer.getClass());
  }

  /** Whether it gives out the values that it reads, in another shape perhaps. */
  public static boolean keepsValues(Layer layer) {
    return REARRANGING.contains(layer.getClass());
  }

  /** Whether it multiplies what it reads by weights, so that large values make large sums. */
  public static boolean weighs(Layer layer) {
    return layer instanceof Dense
        || layer instanceof Recurrent
        || layer instanceof Bidirectional
        || settings(layer).isPresent();
  }

  /**
   * The function that a layer applies last; empty if that is not the whole of what it does last.
   */
  public static Optional<Activation> activation(Layer layer) {
    if (layer instanceof Dense dense) {
      return Optional.of(dense.activation());
    }
    if (layer instanceof ActivationLayer own) {
      return Optional.of(own.activation());
    }
    if (layer instanceof SoftmaxLayer softmax) {
      return Optional.of(new Softmax(softmax.axis()));
    }
    if (layer instanceof ReluLayer relu) {
      return Optional.of(new Relu(relu.negativeSlope(), relu.maxValue(), relu.threshold()));
    }
    if (layer instanceof LeakyReluLayer relu) {
      return Optional.of(new LeakyRelu(relu.negativeSlope()));
    }
    if (layer instanceof EluLayer elu) {
      return Optional.of(new Elu(elu.alpha()));
    }
    return settings(layer).map(OutputSettings::activation);
  }

  /** Those of a convolution. */
  private static Optional<OutputSettings> settings(Layer layer) {
    return Components.find(layer, component -> component.getType() == OutputSettings.class)
        .map(OutputSettings.class::cast);
  }
}
