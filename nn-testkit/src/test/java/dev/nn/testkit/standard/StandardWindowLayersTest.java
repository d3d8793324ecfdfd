package dev.nn.testkit.standard;

import dev.nn.api.tensor.Shape;
import dev.nn.core.StandardPlugin;
import dev.nn.testkit.layer.LayerCase;
import dev.nn.testkit.layer.LayerContractTest;
import dev.nn.testkit.spec.Catalogue;
import java.util.List;

/** Layers whose windows move over places, and what pads, crops or stretches those. */
class StandardWindowLayersTest extends LayerContractTest {
  /** At least one case for every such layer: a new one gets its line here. */
  static final List<LayerCase> CASES =
      List.of(
          LayerCase.of("{type: adaptive_average_pooling1d, output_size: 3}", Shape.of(2, 5))
              .rejecting(Shape.of(5)),
          LayerCase.of(
              "{type: adaptive_average_pooling1d, output_size: 2, data_format: channels_last}",
              Shape.of(5, 2)),
          LayerCase.of("{type: adaptive_average_pooling2d, output_size: [2, 3]}", Shape.of(2, 5, 4))
              .rejecting(Shape.of(5, 4)),
          LayerCase.of("{type: adaptive_average_pooling3d, output_size: 2}", Shape.of(1, 3, 2, 5))
              .rejecting(Shape.of(3, 2, 5)),
          LayerCase.of("{type: adaptive_max_pooling1d, output_size: 3}", Shape.of(2, 5))
              .withKinks()
              .rejecting(Shape.of(5)),
          LayerCase.of(
                  "{type: adaptive_max_pooling1d, output_size: 4, data_format: channels_last}",
                  Shape.of(3, 2))
              .withKinks(),
          LayerCase.of("{type: adaptive_max_pooling2d, output_size: [2, 3]}", Shape.of(2, 5, 4))
              .withKinks()
              .rejecting(Shape.of(5, 4)),
          LayerCase.of("{type: adaptive_max_pooling2d, output_size: 2}", Shape.of(2, 4, 6))
              .withKinks(),
          LayerCase.of("{type: adaptive_max_pooling3d, output_size: 2}", Shape.of(1, 3, 2, 5))
              .withKinks()
              .rejecting(Shape.of(3, 2, 5)),
          LayerCase.of("average_pooling1d", Shape.of(2, 5)).rejecting(Shape.of(2, 1)),
          LayerCase.of(
              "{type: average_pooling1d, pool_size: 3, strides: 1, padding: same, "
                  + "data_format: channels_last}",
              Shape.of(4, 2)),
          LayerCase.of(
              "{type: average_pooling2d, pool_size: 3, strides: 2, padding: same}",
              Shape.of(2, 4, 5)),
          LayerCase.of("average_pooling2d", Shape.of(2, 4, 5))
              .rejecting(Shape.of(2, 1, 5), Shape.of(4, 5)),
          LayerCase.of("{type: average_pooling3d, strides: 1}", Shape.of(1, 3, 2, 3))
              .rejecting(Shape.of(2, 3)),
          LayerCase.of("{type: conv1d, filters: 2, kernel_size: 3}", Shape.of(3, 5))
              .rejecting(Shape.of(3, 2), Shape.of(5)),
          LayerCase.of(
                  "{type: conv1d, filters: 4, kernel_size: 2, padding: causal, "
                      + "dilation_rate: 2, groups: 2}",
                  Shape.of(2, 5))
              .rejecting(Shape.of(3, 5)),
          LayerCase.of(
              "{type: conv1d, filters: 2, kernel_size: 3, padding: same, strides: 2, "
                  + "data_format: channels_last, activation: softmax}",
              Shape.of(5, 3)),
          LayerCase.of("{type: conv1d_transpose, filters: 2, kernel_size: 3}", Shape.of(3, 4))
              .rejecting(Shape.of(4)),
          LayerCase.of(
              "{type: conv1d_transpose, filters: 2, kernel_size: 3, strides: 2, "
                  + "padding: same, output_padding: 1, data_format: channels_last}",
              Shape.of(4, 3)),
          LayerCase.of("{type: conv2d, filters: 2, kernel_size: 3}", Shape.of(2, 4, 5))
              .rejecting(Shape.of(4, 5), Shape.of(2, 2, 5)),
          LayerCase.of(
              "{type: conv2d, filters: 2, kernel_size: [2, 3], strides: 2, "
                  + "padding: same, use_bias: false, activation: tanh}",
              Shape.of(2, 4, 5)),
          LayerCase.of(
                  "{type: conv2d, filters: 4, kernel_size: 2, dilation_rate: [1, 2], groups: 2}",
                  Shape.of(4, 4, 4))
              .rejecting(Shape.of(3, 4, 4)),
          LayerCase.of(
                  "{type: conv2d_transpose, filters: 2, kernel_size: 3, strides: 2}",
                  Shape.of(3, 2, 3))
              .rejecting(Shape.of(2, 3)),
          LayerCase.of(
              "{type: conv2d_transpose, filters: 2, kernel_size: [2, 4], "
                  + "padding: same, dilation_rate: 2}",
              Shape.of(2, 3, 3)),
          LayerCase.of(
              "{type: conv2d_transpose, filters: 1, kernel_size: 2, strides: [2, 3], "
                  + "padding: same, output_padding: [0, 2]}",
              Shape.of(2, 3, 2)),
          LayerCase.of("{type: conv3d, filters: 2, kernel_size: 2}", Shape.of(2, 2, 3, 3))
              .rejecting(Shape.of(2, 3, 3)),
          LayerCase.of(
              "{type: conv3d, filters: 2, kernel_size: [1, 3, 2], strides: [1, 2, 2], "
                  + "padding: same}",
              Shape.of(1, 2, 3, 4)),
          LayerCase.of(
                  "{type: conv3d_transpose, filters: 1, kernel_size: 2, strides: 2}",
                  Shape.of(2, 2, 1, 2))
              .rejecting(Shape.of(2, 2)),
          LayerCase.of("{type: conv_lstm1d, filters: 2, kernel_size: 2}", Shape.of(3, 2, 4))
              .rejecting(Shape.of(3, 2, 1), Shape.of(3, 4)),
          LayerCase.of(
              "{type: conv_lstm1d, filters: 1, kernel_size: 3, strides: 2, padding: same,"
                  + " go_backwards: true, return_sequences: true, dropout: 0.3,"
                  + " recurrent_dropout: 0.2}",
              Shape.of(2, 2, 4)),
          LayerCase.of(
                  "{type: conv_lstm1d, filters: 2, kernel_size: 3, padding: same}",
                  Shape.of(2, 1, 3),
                  Shape.of(2, 3),
                  Shape.of(2, 3))
              .rejecting(Shape.of(2, 1, 3)),
          LayerCase.of("{type: conv_lstm2d, filters: 2, kernel_size: 2}", Shape.of(2, 1, 3, 3))
              .rejecting(Shape.of(2, 3, 3), Shape.of(2, 1, 1, 3)),
          LayerCase.of(
              "{type: conv_lstm2d, filters: 1, kernel_size: [2, 1], dilation_rate: 2,"
                  + " return_sequences: true, activation: softsign, use_bias: false}",
              Shape.of(2, 2, 3, 2)),
          LayerCase.of("cropping1d", Shape.of(2, 4)).rejecting(Shape.of(2, 2)),
          LayerCase.of(
              "{type: cropping1d, cropping: [0, 2], data_format: channels_last}", Shape.of(4, 2)),
          LayerCase.of("{type: cropping2d, cropping: [[1, 0], [0, 2]]}", Shape.of(2, 3, 4))
              .rejecting(Shape.of(2, 1, 4)),
          LayerCase.of("{type: cropping2d, cropping: [1, 0]}", Shape.of(1, 3, 2)),
          LayerCase.of("cropping3d", Shape.of(1, 3, 4, 3)).rejecting(Shape.of(3, 4, 3)),
          LayerCase.of(
                  "{type: depthwise_conv1d, kernel_size: 3, depth_multiplier: 2}", Shape.of(2, 4))
              .rejecting(Shape.of(2, 2)),
          LayerCase.of(
              "{type: depthwise_conv1d, kernel_size: 2, dilation_rate: 2, "
                  + "padding: same, data_format: channels_last}",
              Shape.of(4, 2)),
          LayerCase.of("{type: depthwise_conv2d, kernel_size: [2, 3]}", Shape.of(2, 3, 4))
              .rejecting(Shape.of(2, 3)),
          LayerCase.of(
              "{type: depthwise_conv2d, kernel_size: 3, strides: 2, padding: same, "
                  + "depth_multiplier: 2}",
              Shape.of(2, 3, 4)),
          LayerCase.of("global_average_pooling1d", Shape.of(2, 4)).rejecting(Shape.of(4)),
          LayerCase.of(
              "{type: global_average_pooling1d, data_format: channels_last, keepdims: true}",
              Shape.of(4, 2)),
          LayerCase.of("global_average_pooling2d", Shape.of(2, 3, 2)).rejecting(Shape.of(3, 2)),
          LayerCase.of("{type: global_average_pooling3d, keepdims: true}", Shape.of(2, 3, 2, 2)),
          LayerCase.of("global_max_pooling1d", Shape.of(2, 4)).withKinks().rejecting(Shape.of(4)),
          LayerCase.of("{type: global_max_pooling1d, data_format: channels_last}", Shape.of(4, 2))
              .withKinks(),
          LayerCase.of("{type: global_max_pooling2d, keepdims: true}", Shape.of(2, 3, 2))
              .withKinks(),
          LayerCase.of("global_max_pooling3d", Shape.of(2, 3, 2, 2)).withKinks(),
          LayerCase.of("local_response_normalization", Shape.of(7, 2)).rejecting(Shape.SCALAR),
          LayerCase.of(
              "{type: local_response_normalization, size: 4, alpha: 0.5, beta: 1.5, k: 2}",
              Shape.of(3, 2, 2)),
          LayerCase.of("{type: pixel_shuffle, upscale_factor: 2}", Shape.of(8, 2, 3))
              .rejecting(Shape.of(6, 2, 3), Shape.of(4, 2)),
          LayerCase.of("{type: pixel_unshuffle, downscale_factor: 2}", Shape.of(2, 4, 2))
              .rejecting(Shape.of(2, 3, 2), Shape.of(4, 2)),
          LayerCase.of("max_pooling1d", Shape.of(2, 5)).withKinks().rejecting(Shape.of(2, 1)),
          LayerCase.of(
                  "{type: max_pooling1d, pool_size: 3, strides: 2, padding: same, "
                      + "data_format: channels_last}",
                  Shape.of(4, 2))
              .withKinks(),
          LayerCase.of("max_pooling2d", Shape.of(2, 4, 5))
              .withKinks()
              .rejecting(Shape.of(2, 1, 5), Shape.of(4, 5)),
          LayerCase.of(
                  "{type: max_pooling2d, pool_size: [3, 2], strides: 1, padding: same}",
                  Shape.of(2, 4, 3))
              .withKinks(),
          LayerCase.of("max_pooling3d", Shape.of(1, 2, 3, 4)).withKinks(),
          LayerCase.of(
              "{type: separable_conv1d, filters: 3, kernel_size: 2, padding: causal, "
                  + "data_format: channels_last}",
              Shape.of(4, 2)),
          LayerCase.of("{type: separable_conv1d, filters: 3, kernel_size: 3}", Shape.of(2, 4))
              .rejecting(Shape.of(2, 2)),
          LayerCase.of(
                  "{type: separable_conv2d, filters: 3, kernel_size: 2, depth_multiplier: 2}",
                  Shape.of(2, 3, 4))
              .rejecting(Shape.of(3, 4)),
          LayerCase.of(
              "{type: separable_conv2d, filters: 2, kernel_size: 3, strides: 2, "
                  + "padding: same, activation: tanh}",
              Shape.of(2, 3, 4)),
          LayerCase.of("{type: spatial_dropout1d, rate: 0.4}", Shape.of(3, 4))
              .rejecting(Shape.of(3)),
          LayerCase.of(
              "{type: spatial_dropout1d, rate: 0.4, data_format: channels_last}", Shape.of(4, 3)),
          LayerCase.of("{type: spatial_dropout2d, rate: 0.4}", Shape.of(3, 2, 3))
              .rejecting(Shape.of(2, 3)),
          LayerCase.of("{type: spatial_dropout3d, rate: 0.4}", Shape.of(3, 2, 1, 2)),
          LayerCase.of("up_sampling1d", Shape.of(2, 3)).rejecting(Shape.of(3)),
          LayerCase.of(
              "{type: up_sampling1d, size: 3, data_format: channels_last}", Shape.of(3, 2)),
          LayerCase.of("{type: up_sampling2d, size: [2, 3]}", Shape.of(2, 2, 3))
              .rejecting(Shape.of(2, 3)),
          LayerCase.of("{type: up_sampling2d, interpolation: bilinear}", Shape.of(2, 3, 2)),
          LayerCase.of("up_sampling3d", Shape.of(1, 2, 3, 2)),
          LayerCase.of("zero_padding1d", Shape.of(2, 3)).rejecting(Shape.of(3)),
          LayerCase.of(
              "{type: zero_padding1d, padding: [2, 0], data_format: channels_last}",
              Shape.of(3, 2)),
          LayerCase.of("{type: zero_padding2d, padding: [[1, 2], [0, 3]]}", Shape.of(2, 3, 2))
              .rejecting(Shape.of(3, 2)),
          LayerCase.of("{type: zero_padding2d, padding: [2, 1]}", Shape.of(1, 3, 2)),
          LayerCase.of("zero_padding3d", Shape.of(1, 2, 3, 2)));

  @Override
  protected Catalogue catalogue() {
    return Catalogue.of(new StandardPlugin());
  }

  @Override
  protected List<LayerCase> cases() {
    return CASES;
  }
}
