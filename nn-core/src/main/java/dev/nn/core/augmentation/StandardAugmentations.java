package dev.nn.core.augmentation;

import dev.nn.api.layer.Layer;
import dev.nn.api.plugin.Plugin;
import dev.nn.api.plugin.Registrar;

/**
 * Registers the layers of this package, which change images at random: a new one gets a line here.
 */
public final class StandardAugmentations implements Plugin {
  @Override
  public void register(Registrar registrar) {
    registrar.add(Layer.class, AutoContrast.class);
    registrar.add(Layer.class, RandomBrightness.class);
    registrar.add(Layer.class, RandomContrast.class);
    registrar.add(Layer.class, RandomCrop.class);
    registrar.add(Layer.class, RandomErasing.class);
    registrar.add(Layer.class, RandomFlip.class);
    registrar.add(Layer.class, RandomGaussianBlur.class);
    registrar.add(Layer.class, RandomGrayscale.class);
    registrar.add(Layer.class, RandomHue.class);
    registrar.add(Layer.class, RandomInvert.class);
    registrar.add(Layer.class, RandomPerspective.class);
    registrar.add(Layer.class, RandomPosterization.class);
    registrar.add(Layer.class, RandomRotation.class);
    registrar.add(Layer.class, RandomSaturation.class);
    registrar.add(Layer.class, RandomSharpness.class);
    registrar.add(Layer.class, RandomShear.class);
    registrar.add(Layer.class, RandomTranslation.class);
    registrar.add(Layer.class, RandomZoom.class);
    registrar.add(Layer.class, Solarization.class);
  }
}
