package dev.nn.bench.nn;

import dev.nn.api.backend.VariableLayout;
import dev.nn.api.layer.Layer;
import dev.nn.api.op.Variable;
import dev.nn.api.tensor.DataType;
import dev.nn.api.tensor.Shape;
import dev.nn.api.tensor.Tensor;
import dev.nn.api.tensor.TensorType;
import dev.nn.bench.Input;
import dev.nn.bench.Problem;
import dev.nn.bench.Workload;
import dev.nn.core.StandardPlugin;
import dev.nn.core.model.Weights;
import dev.nn.core.network.Network;
import dev.nn.testkit.spec.Binder;
import dev.nn.testkit.spec.Catalogue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A workload's network, made of layers by their names and keys, as a config would. */
final class NnNetwork {
  private final Workload workload;
  private final Problem problem;
  private final Binder binder = new Binder(Catalogue.of(new StandardPlugin()));
  private final List<Network.Node> nodes = new ArrayList<>();
  private final Map<String, float[]> values = new LinkedHashMap<>();
  private String last = "input";

  NnNetwork(Workload workload, Problem problem) {
    this.workload = workload;
    this.problem = problem;
    for (int i = 0; i < workload.layers().size(); i++) {
      String name = "layer_" + i;
      add(workload.layers().get(i), name, i == workload.layers().size() - 1);
      problem
          .parameters()
          .get(i)
          .forEach((parameter, numbers) -> values.put(name + "/" + inNn(parameter), numbers));
    }
  }

  Network network() {
    TensorType example = new TensorType(dtype(), shape(workload.input().shape().stream()));
    return new Network(List.of(new Network.Input("input", example)), nodes, List.of(last));
  }

  /** The problem's weights for a network's variables; complains about parameters without one. */
  Weights weights(VariableLayout layout) {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    for (Variable variable : layout.variables()) {
      String name = variable.variable();
      if (values.containsKey(name)) {
        tensors.put(name, Tensor.of(variable.type().shape(), values.get(name)));
      } else if (variable.role() == Variable.Role.PARAMETER) {
        throw new IllegalStateException(name + " is not among " + values.keySet());
      }
    }
    if (tensors.size() < values.size()) {
      throw new IllegalStateException(tensors.keySet() + " are not all of " + values.keySet());
    }
    return new Weights(tensors);
  }

  Tensor inputs(int batch) {
    Shape shape =
        shape(Stream.concat(Stream.of(workload.batch()), workload.input().shape().stream()));
    float[] numbers = problem.inputs()[batch];
    return dtype() == DataType.INT32
        ? Tensor.of(shape, IntStream.range(0, numbers.length).map(i -> (int) numbers[i]).toArray())
        : Tensor.of(shape, numbers);
  }

  /** {@code [batch]}, or {@code [batch, time]}. */
  Tensor labels(int batch) {
    int each = workload.labelsPerSample();
    Shape shape = each == 1 ? Shape.of(workload.batch()) : Shape.of(workload.batch(), each);
    return Tensor.of(shape, problem.labels()[batch]);
  }

  private DataType dtype() {
    return workload.input().kind() == Input.Kind.TOKENS ? DataType.INT32 : DataType.FLOAT32;
  }

  private static Shape shape(Stream<Integer> sizes) {
    return Shape.of(sizes.mapToInt(Integer::intValue).toArray());
  }

  private void add(dev.nn.bench.Layer layer, String name, boolean output) {
    if (layer instanceof dev.nn.bench.Layer.Dense dense) {
      String activation = output ? "softmax" : activation(dense.activation());
      add(name, "{type: dense, units: %d, activation: %s}", dense.units(), activation);
    } else if (layer instanceof dev.nn.bench.Layer.Convolution conv) {
      add(
          name,
          "{type: conv2d, filters: %d, kernel_size: [%d, %d], padding: %s, activation: %s}",
          conv.filters(),
          conv.size(),
          conv.size(),
          conv.same() ? "same" : "valid",
          activation(conv.activation()));
    } else if (layer instanceof dev.nn.bench.Layer.MaxPooling pooling) {
      add(name, "{type: max_pooling2d, pool_size: [%d, %d]}", pooling.size(), pooling.size());
    } else if (layer instanceof dev.nn.bench.Layer.BatchNormalization normalization) {
      add(
          name,
          "{type: batch_normalization, momentum: %s, epsilon: %s}",
          dev.nn.bench.Layer.BatchNormalization.MOMENTUM,
          dev.nn.bench.Layer.EPSILON);
      String activation = activation(normalization.activation());
      add(name + "_activation", "{type: activation, activation: %s}", activation);
    } else if (layer instanceof dev.nn.bench.Layer.Flatten) {
      add(name, "flatten");
    } else if (layer instanceof dev.nn.bench.Layer.Lstm lstm) {
      add(name, "{type: lstm, units: %d, return_sequences: true}", lstm.units());
    } else if (layer instanceof dev.nn.bench.Layer.LayerNormalization) {
      add(name, "{type: layer_normalization, epsilon: %s}", dev.nn.bench.Layer.EPSILON);
    } else if (layer instanceof dev.nn.bench.Layer.Embedding embedding) {
      add(
          name,
          "{type: token_and_position_embedding, vocabulary_size: %d, sequence_length: %d,"
              + " embedding_dim: %d}",
          embedding.symbols(),
          workload.input().shape().get(0),
          embedding.width());
    } else if (layer instanceof dev.nn.bench.Layer.TransformerBlock block) {
      add(
          name,
          "{type: transformer_encoder_block, intermediate_dim: %d, num_heads: %d,"
              + " activation: gelu, layer_norm_epsilon: %s, normalize_first: true,"
              + " use_causal_mask: true}",
          block.feedForward(),
          block.heads(),
          dev.nn.bench.Layer.EPSILON);
    } else {
      throw new UnsupportedOperationException("not written for nn: " + layer.describe());
    }
  }

  private void add(String name, String config, Object... keys) {
    Layer layer = make(Layer.class, String.format(Locale.ROOT, config, keys));
    nodes.add(new Network.Node(name, layer, List.of(last), true));
    last = name;
  }

  /** Something that nn knows by its name. */
  <T> T make(Class<T> kind, String config) {
    return binder.make(kind, config);
  }

  /** What nn calls a parameter, below its layer. */
  private static String inNn(String parameter) {
    int slash = parameter.indexOf('/');
    String rest = parameter.substring(slash + 1);
    return switch (slash < 0 ? parameter : parameter.substring(0, slash)) {
      case "tokens" -> "token_embedding/embeddings";
      case "positions" -> "position_embedding/embeddings";
      case "query" -> "self_attention/query/" + rest;
      case "key" -> "self_attention/key/" + rest;
      case "value" -> "self_attention/value/" + rest;
      case "output" -> "self_attention/attention_output/" + rest;
      case "norm_1" -> "self_attention_norm/" + rest;
      case "norm_2" -> "feedforward_norm/" + rest;
      case "up" -> "feedforward_intermediate/" + rest;
      case "down" -> "feedforward_output/" + rest;
      default -> parameter;
    };
  }

  private static String activation(dev.nn.bench.Layer.Activation activation) {
    return activation == dev.nn.bench.Layer.Activation.NONE
        ? "linear"
        : activation.name().toLowerCase(Locale.ROOT);
  }
}
