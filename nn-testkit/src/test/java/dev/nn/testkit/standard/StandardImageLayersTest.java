package dev.nn.testkit.standard;

import dev.nn.api.tensor.Shape;
import dev.nn.core.StandardPlugin;
import dev.nn.testkit.layer.LayerCase;
import dev.nn.testkit.layer.LayerContractTest;
import dev.nn.testkit.spec.Catalogue;
import java.util.List;

/** Layers that prepare images, or change them at random. */
class StandardImageLayersTest extends LayerContractTest {
  /** At least one case for every such layer: a new one gets its line here. */
  static final List<LayerCase> CASES =
      List.of(
          LayerCase.of("auto_contrast", Shape.of(2, 3, 4)).rejecting(Shape.of(3, 4)),
          LayerCase.of("{type: auto_contrast, value_range: [-1, 3]}", Shape.of(2, 1, 1)),
          LayerCase.of("{type: center_crop, height: 2, width: 3}", Shape.of(2, 4, 6))
              .rejecting(Shape.of(4, 6), Shape.of(2)),
          LayerCase.of("{type: center_crop, height: 4, width: 3}", Shape.of(1, 3, 5)),
          LayerCase.of("{type: resizing, height: 5, width: 3}", Shape.of(2, 3, 4))
              .rejecting(Shape.of(3, 4)),
          LayerCase.of(
              "{type: resizing, height: 2, width: 5, interpolation: nearest}", Shape.of(2, 3, 4)),
          LayerCase.of(
              "{type: resizing, height: 3, width: 3, crop_to_aspect_ratio: true}",
              Shape.of(1, 4, 6)),
          LayerCase.of(
                  "{type: random_brightness, factor: 0.2, value_range: [-9, 9]}", Shape.of(2, 3, 4))
              .rejecting(Shape.of(3)),
          LayerCase.of(
              "{type: random_contrast, factor: 0.2, value_range: [-9, 9]}", Shape.of(2, 3, 4)),
          LayerCase.of("{type: random_crop, height: 2, width: 3}", Shape.of(2, 3, 4))
              .rejecting(Shape.of(2, 1, 4)),
          LayerCase.of("{type: random_erasing, scale: [0.3, 0.6]}", Shape.of(2, 5, 4)),
          LayerCase.of("{type: random_erasing, factor: 0.5, fill_value: 0.1}", Shape.of(2, 5, 4)),
          LayerCase.of("random_flip", Shape.of(2, 3, 4)),
          LayerCase.of("random_gaussian_blur", Shape.of(1, 2, 2)).rejecting(Shape.of(3, 4)),
          LayerCase.of(
              "{type: random_gaussian_blur, factor: [0.7, 0.7], kernel_size: [5, 3], "
                  + "sigma: [0.6, 1.4], value_range: [-9, 9]}",
              Shape.of(2, 3, 4)),
          LayerCase.of("random_grayscale", Shape.of(3, 2, 3))
              .rejecting(Shape.of(2, 3, 3), Shape.of(3, 3)),
          LayerCase.of("{type: random_hue, factor: 0.7, value_range: [-9, 9]}", Shape.of(3, 2, 3))
              .rejecting(Shape.of(1, 3, 4), Shape.of(3, 3)),
          LayerCase.of(
              "{type: random_invert, factor: [0.5, 0.5], value_range: [-9, 9]}", Shape.of(2, 3, 4)),
          LayerCase.of("random_invert", Shape.of(1, 2, 2)).rejecting(Shape.of(3, 4)),
          LayerCase.of("random_perspective", Shape.of(2, 3, 4)).rejecting(Shape.of(3, 4)),
          LayerCase.of(
              "{type: random_perspective, factor: [0.8, 0.8], scale: 0.5}", Shape.of(2, 5, 4)),
          LayerCase.of(
                  "{type: random_posterization, factor: [2, 7], value_range: [-9, 9]}",
                  Shape.of(2, 3, 4))
              .rejecting(Shape.of(3, 4)),
          LayerCase.of(
              "{type: random_posterization, factor: 3, value_range: [-9, 9]}", Shape.of(2, 3, 4)),
          LayerCase.of("{type: random_rotation, factor: 0.3}", Shape.of(2, 5, 4)),
          LayerCase.of(
                  "{type: random_saturation, factor: [0.2, 0.9], value_range: [-9, 9]}",
                  Shape.of(3, 2, 3))
              .rejecting(Shape.of(4, 3, 4), Shape.of(3, 3)),
          LayerCase.of(
                  "{type: random_sharpness, factor: [0.2, 0.9], value_range: [-9, 9]}",
                  Shape.of(2, 3, 4))
              .rejecting(Shape.of(3, 4)),
          LayerCase.of("random_shear", Shape.of(2, 3, 4)).rejecting(Shape.of(3, 4)),
          LayerCase.of(
              "{type: random_shear, x_factor: 0.8, y_factor: [0.1, 0.4]}", Shape.of(2, 5, 4)),
          LayerCase.of(
              "{type: random_translation, height_factor: [0.1, 0.6], width_factor: 0.5, fill_mode: wrap}",
              Shape.of(2, 5, 4)),
          LayerCase.of(
              "{type: random_zoom, height_factor: 0.5, fill_mode: constant}", Shape.of(2, 5, 4)),
          LayerCase.of("{type: solarization, value_range: [-9, 9]}", Shape.of(2, 3, 4))
              .rejecting(Shape.of(3, 4)),
          LayerCase.of(
              "{type: solarization, addition_factor: 0.2, threshold_factor: [0.3, 0.7], "
                  + "value_range: [-9, 9]}",
              Shape.of(2, 3, 4)));

  @Override
  protected Catalogue catalogue() {
    return Catalogue.of(new StandardPlugin());
  }

  @Override
  protected List<LayerCase> cases() {
    return CASES;
  }
}
