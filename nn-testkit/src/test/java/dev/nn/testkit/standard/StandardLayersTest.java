package dev.nn.testkit.standard;

import dev.nn.api.tensor.Shape;
import dev.nn.core.StandardPlugin;
import dev.nn.testkit.layer.LayerCase;
import dev.nn.testkit.layer.LayerContractTest;
import dev.nn.testkit.spec.Catalogue;
import java.util.List;

class StandardLayersTest extends LayerContractTest {
  /** At least one case for every layer: a new layer gets its line here. */
  static final List<LayerCase> CASES =
      List.of(
          LayerCase.of("{type: activation, activation: tanh}", Shape.of(3)),
          LayerCase.of("activity_regularization", Shape.of(3)),
          LayerCase.of("{type: activity_regularization, l1: 0.1, l2: 0.2}", Shape.of(2, 2)),
          LayerCase.of("add", Shape.of(3), Shape.of(3)),
          LayerCase.of("add", Shape.of(2, 3), Shape.of(3), Shape.of(1)),
          LayerCase.of("additive_attention", Shape.of(3, 2), Shape.of(4, 2)).rejecting(Shape.of(3)),
          LayerCase.of(
              "{type: additive_attention, use_scale: false, use_causal_mask: true}",
              Shape.of(3, 2),
              Shape.of(3, 4),
              Shape.of(3, 2)),
          LayerCase.of("{type: alpha_dropout, rate: 0.4}", Shape.of(6)),
          LayerCase.of("attention", Shape.of(3, 2), Shape.of(4, 2))
              .rejecting(Shape.of(3), Shape.SCALAR),
          LayerCase.of(
              "{type: attention, use_scale: true, dropout: 0.3}",
              Shape.of(3, 2),
              Shape.of(4, 3),
              Shape.of(4, 2)),
          LayerCase.of(
              "{type: attention, score_mode: concat, use_scale: true, use_causal_mask: true, dropout: 0.3}",
              Shape.of(3, 2),
              Shape.of(4, 2)),
          LayerCase.of("average", Shape.of(3), Shape.of(3), Shape.of(3)),
          LayerCase.of("batch_normalization", Shape.of(4)).rejecting(Shape.SCALAR),
          LayerCase.of("{type: batch_normalization, scale: false}", Shape.of(2, 3, 2)),
          LayerCase.of("{type: batch_normalization, axis: -1, center: false}", Shape.of(3, 2)),
          LayerCase.of("{type: bidirectional, layer: {type: lstm, units: 2}}", Shape.of(3, 2))
              .rejecting(Shape.of(3), Shape.SCALAR),
          LayerCase.of(
              "{type: bidirectional, merge_mode: mul, layer: {type: gru, units: 2,"
                  + " return_sequences: true}}",
              Shape.of(3, 2)),
          LayerCase.of(
              "{type: bidirectional, merge_mode: ave, layer: {type: simple_rnn, units: 2},"
                  + " backward_layer: {type: gru, units: 2, go_backwards: true}}",
              Shape.of(3, 2)),
          LayerCase.of(
              "{type: bidirectional, merge_mode: none, layer: {type: lstm, units: 2}}",
              Shape.of(3, 2)),
          LayerCase.of("{type: category_encoding, num_tokens: 5}", Shape.of(3))
              .ofIndices(5)
              .rejecting(Shape.of(2, 2)),
          LayerCase.of(
                  "{type: category_encoding, num_tokens: 5, output_mode: one_hot}", Shape.SCALAR)
              .ofIndices(5),
          LayerCase.of("{type: category_encoding, num_tokens: 5, output_mode: count}", Shape.of(4))
              .ofIndices(5),
          LayerCase.of("concatenate", Shape.of(2, 3), Shape.of(2, 1)).rejecting(Shape.SCALAR),
          LayerCase.of("{type: concatenate, axis: 1}", Shape.of(3, 2), Shape.of(1, 2)),
          LayerCase.of("{type: dense, units: 3}", Shape.of(4)).rejecting(Shape.SCALAR),
          LayerCase.of("{type: dense, units: 1, use_bias: false}", Shape.of(2, 3)),
          LayerCase.of("{type: dense, units: 2, activation: softmax}", Shape.of(3)),
          LayerCase.of("{type: dense, units: 300}", Shape.of(2)),
          LayerCase.of("{type: dot, axes: 1}", Shape.of(3), Shape.of(3)).rejecting(Shape.SCALAR),
          LayerCase.of("{type: dot, axes: [2, 1], normalize: true}", Shape.of(2, 3), Shape.of(3, 2))
              .rejecting(Shape.of(2, 3)),
          LayerCase.of("{type: dropout, rate: 0.4}", Shape.of(6)),
          LayerCase.of(
              "{type: discretization, bin_boundaries: [-1, 0.5], output_mode: one_hot}",
              Shape.of(2, 3)),
          LayerCase.of("{type: discretization, num_bins: 4, output_mode: count}", Shape.of(3))
              .rejecting(Shape.SCALAR),
          LayerCase.of("{type: einsum_dense, equation: 'ab,bc->ac', output_shape: 3}", Shape.of(4))
              .rejecting(Shape.SCALAR, Shape.of(2, 4)),
          LayerCase.of(
              "{type: einsum_dense, equation: 'abc,dbec->aed', output_shape: [2, 3],"
                  + " bias_axes: d, activation: tanh}",
              Shape.of(3, 2)),
          LayerCase.of(
                  "{type: einsum_dense, equation: '...bc,bcd->...bd', output_shape: [3, 2],"
                      + " bias_axes: bd, activity_regularizer: {type: l2, l2: 0.1}}",
                  Shape.of(2, 3, 4))
              .rejecting(Shape.of(4), Shape.of(2, 2, 4)),
          LayerCase.of("elu", Shape.of(4)).withKinks(),
          LayerCase.of("{type: embedding, input_dim: 5, output_dim: 2}", Shape.of(3)).ofIndices(5),
          LayerCase.of(
                  "{type: embedding, input_dim: 5, output_dim: 2, mask_zero: true}", Shape.of(3))
              .ofIndices(5)
              .rejecting(Shape.SCALAR),
          LayerCase.of("flatten", Shape.of(2, 3)),
          LayerCase.of("{type: gaussian_dropout, rate: 0.4}", Shape.of(6)),
          LayerCase.of("{type: gaussian_noise, stddev: 0.5}", Shape.of(6)),
          LayerCase.of("group_normalization", Shape.of(32, 2))
              .rejecting(Shape.of(3, 2), Shape.SCALAR),
          LayerCase.of("{type: group_normalization, groups: 2, axis: -1}", Shape.of(3, 4))
              .rejecting(Shape.of(3)),
          LayerCase.of("{type: group_normalization, groups: -1, center: false}", Shape.of(2, 3)),
          LayerCase.of(
                  "{type: grouped_query_attention, head_dim: 2, num_query_heads: 4, num_key_value_heads: 2}",
                  Shape.of(3, 3))
              .rejecting(Shape.of(3)),
          LayerCase.of(
              "{type: grouped_query_attention, head_dim: 2, num_query_heads: 3, num_key_value_heads: 1, use_bias: false, use_causal_mask: true, dropout: 0.2}",
              Shape.of(3, 3),
              Shape.of(4, 2)),
          LayerCase.of("{type: gru, units: 3}", Shape.of(3, 2)).rejecting(Shape.of(3)),
          LayerCase.of("{type: gru, units: 2, reset_after: false}", Shape.of(3, 2), Shape.of(2))
              .rejecting(Shape.of(3, 2)),
          LayerCase.of(
              "{type: gru, units: 2, return_sequences: true, dropout: 0.3, recurrent_dropout: 0.2}",
              Shape.of(3, 2)),
          LayerCase.of("identity", Shape.of(3)),
          LayerCase.of("instance_normalization", Shape.of(2, 3)).rejecting(Shape.of(3)),
          LayerCase.of("layer_normalization", Shape.of(4)),
          LayerCase.of("{type: layer_normalization, axis: [1, 2]}", Shape.of(2, 3))
              .rejecting(Shape.of(3)),
          LayerCase.of("leaky_relu", Shape.of(4)).withKinks(),
          LayerCase.of("{type: lstm, units: 3}", Shape.of(3, 2)).rejecting(Shape.of(3)),
          LayerCase.of(
                  "{type: lstm, units: 2, return_sequences: true, go_backwards: true}",
                  Shape.of(3, 2),
                  Shape.of(2),
                  Shape.of(2))
              .rejecting(Shape.of(3, 2)),
          LayerCase.of(
              "{type: lstm, units: 2, dropout: 0.3, recurrent_dropout: 0.2, activation: softsign,"
                  + " activity_regularizer: {type: l2, l2: 0.1}}",
              Shape.of(3, 2)),
          LayerCase.of("{type: masking, mask_value: 1}", Shape.of(3, 2)).rejecting(Shape.of(3)),
          LayerCase.of("maximum", Shape.of(3), Shape.of(3)).withKinks(),
          LayerCase.of("minimum", Shape.of(3), Shape.of(3)).withKinks(),
          LayerCase.of("{type: multi_head_attention, num_heads: 2, key_dim: 2}", Shape.of(3, 3))
              .rejecting(Shape.of(3), Shape.SCALAR),
          LayerCase.of(
              "{type: multi_head_attention, num_heads: 2, key_dim: 3, value_dim: 1, output_shape: 5, dropout: 0.3}",
              Shape.of(3, 3),
              Shape.of(4, 2),
              Shape.of(4, 1)),
          LayerCase.of(
              "{type: multi_head_attention, num_heads: 1, key_dim: 2, use_bias: false, use_causal_mask: true}",
              Shape.of(4, 3)),
          LayerCase.of("multiply", Shape.of(3), Shape.of(2, 3)),
          LayerCase.of("normalization", Shape.of(3)).rejecting(Shape.SCALAR),
          LayerCase.of("{type: normalization, axis: [1], invert: true}", Shape.of(2, 3)),
          LayerCase.of("{type: permute, dims: [3, 1, 2]}", Shape.of(2, 3, 4))
              .rejecting(Shape.of(2, 3)),
          LayerCase.of("{type: position_embedding, sequence_length: 4}", Shape.of(4, 2))
              .rejecting(Shape.of(5, 2), Shape.of(4)),
          LayerCase.of("{type: position_embedding, sequence_length: 4}", Shape.of(3, 2)),
          LayerCase.of("prelu", Shape.of(3, 2)).withKinks().rejecting(Shape.SCALAR),
          LayerCase.of("{type: prelu, shared_axes: [1]}", Shape.of(3, 2)).withKinks(),
          LayerCase.of("relu", Shape.of(4)).withKinks(),
          LayerCase.of(
                  "{type: relu, max_value: 1, negative_slope: 0.1, threshold: 0.5}", Shape.of(2, 3))
              .withKinks(),
          LayerCase.of("{type: repeat_vector, n: 3}", Shape.of(4)).rejecting(Shape.of(2, 4)),
          LayerCase.of("{type: rescaling, scale: 0.5, offset: -1}", Shape.of(3)),
          LayerCase.of("{type: reshape, target_shape: [3, -1]}", Shape.of(2, 3))
              .rejecting(Shape.of(4)),
          LayerCase.of("rms_normalization", Shape.of(4)).rejecting(Shape.SCALAR),
          LayerCase.of("{type: rms_normalization, axis: [1, 2]}", Shape.of(2, 3)),
          LayerCase.of(
              "{type: sequential, input_names: [x], output: b, layers: ["
                  + "{name: a, layer: {type: dense, units: 3}, inputs: [x], trainable: true, weights: a},"
                  + "{name: b, layer: {type: dense, units: 3}, inputs: [a], trainable: true, weights: a}]}",
              Shape.of(3)),
          LayerCase.of("{type: simple_rnn, units: 3}", Shape.of(3, 2)).rejecting(Shape.of(3)),
          LayerCase.of(
              "{type: simple_rnn, units: 2, return_sequences: true, recurrent_dropout: 0.2}",
              Shape.of(3, 2),
              Shape.of(2)),
          LayerCase.of("sine_position_encoding", Shape.of(4, 5)).rejecting(Shape.of(4)),
          LayerCase.of("softmax", Shape.of(4)).rejecting(Shape.SCALAR),
          LayerCase.of("{type: softmax, axis: 1}", Shape.of(3, 2)),
          LayerCase.of(
                  "{type: spectral_normalization, layer: {type: dense, units: 2}}", Shape.of(3))
              .rejecting(Shape.SCALAR),
          LayerCase.of(
              "{type: spectral_normalization, layer: {type: conv2d, filters: 2, kernel_size: 2},"
                  + " power_iterations: 2}",
              Shape.of(2, 3, 3)),
          LayerCase.of(
                  "{type: spectral_normalization,"
                      + " layer: {type: embedding, input_dim: 5, output_dim: 2}}",
                  Shape.of(3))
              .ofIndices(5),
          LayerCase.of("subtract", Shape.of(2), Shape.of(2)),
          LayerCase.of(
                  "{type: text_vectorization, max_tokens: 6, split: character, output_mode: count,"
                      + " standardize: none, vocabulary: [\"\\u0001\", \"\\u0002\"]}",
                  Shape.of(5))
              .ofIndices(4)
              .rejecting(Shape.SCALAR, Shape.of(2, 2)),
          LayerCase.of("{type: tied_embedding, vocabulary_size: 5}", Shape.of(3))
              .rejecting(Shape.SCALAR),
          LayerCase.of(
              "{type: tied_embedding, vocabulary_size: 5, activation: softmax}", Shape.of(2, 3)),
          LayerCase.of("{type: lambda, expression: 'x * sigmoid(1.5 * x) + 1'}", Shape.of(3)),
          LayerCase.of(
              "{type: lambda, expression: 'concat(x @ transpose(y, [0, 2, 1]), x[:, :, 0:1], axis=2)'}",
              Shape.of(2, 3),
              Shape.of(4, 3)),
          LayerCase.of("{type: time_distributed, layer: {type: dense, units: 2}}", Shape.of(3, 2))
              .rejecting(Shape.of(3)),
          LayerCase.of(
                  "{type: token_and_position_embedding, vocabulary_size: 5, sequence_length: 4, embedding_dim: 3}",
                  Shape.of(4))
              .ofIndices(5)
              .rejecting(Shape.of(5), Shape.of(2, 2)),
          LayerCase.of(
                  "{type: token_and_position_embedding, vocabulary_size: 5, sequence_length: 4, embedding_dim: 3, mask_zero: true}",
                  Shape.of(3))
              .ofIndices(5),
          LayerCase.of(
                  "{type: transformer_decoder_block, intermediate_dim: 5, num_heads: 2}",
                  Shape.of(3, 4))
              .withKinks()
              .rejecting(Shape.of(3, 3), Shape.of(4)),
          LayerCase.of(
              "{type: transformer_decoder_block, intermediate_dim: 5, num_heads: 2, activation: gelu, normalize_first: true, dropout: 0.2}",
              Shape.of(3, 4),
              Shape.of(5, 2)),
          LayerCase.of(
                  "{type: transformer_encoder_block, intermediate_dim: 5, num_heads: 2}",
                  Shape.of(3, 4))
              .withKinks()
              .rejecting(Shape.of(3, 3), Shape.of(4)),
          LayerCase.of(
              "{type: transformer_encoder_block, intermediate_dim: 5, num_heads: 2, activation: gelu, normalize_first: true, use_causal_mask: true, dropout: 0.2}",
              Shape.of(3, 4)),
          LayerCase.of("unit_normalization", Shape.of(4)).rejecting(Shape.SCALAR),
          LayerCase.of("{type: unit_normalization, axis: [1, 2]}", Shape.of(2, 3)));

  @Override
  protected Catalogue catalogue() {
    return Catalogue.of(new StandardPlugin());
  }

  @Override
  protected List<LayerCase> cases() {
    return CASES;
  }
}
