package dev.nn.bench.pytorch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.nn.bench.Layer;
import dev.nn.bench.Workload;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A layer's parameters in PyTorch's layouts: kernels {@code [out, in]}, and the kernels of an
 * attention's query, key and value as one.
 *
 * @param layer the description
 * @param parameters trained
 * @param constants not trained: running statistics, zeros
 */
record TorchLayer(Layer layer, List<NDArray> parameters, List<NDArray> constants) {

  static TorchLayer of(
      Workload workload, int index, Map<String, float[]> values, NDManager manager) {
    Layer layer = workload.layers().get(index);
    List<Integer> shape = workload.shape(index);
    int in = shape.get(shape.size() - 1);
    List<NDArray> constants = new ArrayList<>();
    List<NDArray> parameters = new ArrayList<>();
    Reader reader = new Reader(values, manager);
    if (layer instanceof Layer.Dense dense) {
      parameters.addAll(reader.linear("", in, dense.units()));
    } else if (layer instanceof Layer.Convolution conv) {
      int channels = shape.get(0);
      parameters.add(reader.plain("kernel", conv.filters(), channels, conv.size(), conv.size()));
      parameters.add(reader.plain("bias", conv.filters()));
    } else if (layer instanceof Layer.BatchNormalization) {
      parameters.addAll(reader.normalization("", shape.get(0)));
      constants.add(manager.zeros(new Shape(shape.get(0))));
      constants.add(manager.ones(new Shape(shape.get(0))));
    } else if (layer instanceof Layer.LayerNormalization) {
      parameters.addAll(reader.normalization("", in));
    } else if (layer instanceof Layer.Lstm lstm) {
      int units = lstm.units();
      parameters.add(reader.transposed("kernel", in, 4 * units));
      parameters.add(reader.transposed("recurrent_kernel", units, 4 * units));
      parameters.add(reader.plain("bias", 4 * units));
      // PyTorch has a second bias. It stays zero, since two that are trained would move twice as
      // far.
      constants.add(manager.zeros(new Shape(4L * units)));
      constants.add(manager.zeros(new Shape(1, workload.batch(), units)));
    } else if (layer instanceof Layer.Embedding embedding) {
      parameters.add(reader.plain("tokens", embedding.symbols(), embedding.width()));
      parameters.add(reader.plain("positions", shape.get(0), embedding.width()));
    } else if (layer instanceof Layer.TransformerBlock block) {
      parameters.addAll(reader.normalization("norm_1/", in));
      List<List<NDArray>> parts =
          Stream.of("query/", "key/", "value/").map(p -> reader.linear(p, in, in)).toList();
      for (int i = 0; i < 2; i++) {
        int part = i;
        NDList arrays = new NDList();
        parts.forEach(p -> arrays.add(p.get(part)));
        parameters.add(NDArrays.concat(arrays));
      }
      parameters.addAll(reader.linear("output/", in, in));
      parameters.addAll(reader.normalization("norm_2/", in));
      parameters.addAll(reader.linear("up/", in, block.feedForward()));
      parameters.addAll(reader.linear("down/", block.feedForward(), in));
    }
    return new TorchLayer(layer, parameters, constants);
  }

  private record Reader(Map<String, float[]> values, NDManager manager) {

    NDArray plain(String name, long... shape) {
      return manager.create(values.get(name), new Shape(shape));
    }

    NDArray transposed(String name, int in, int out) {
      float[] kernel = values.get(name);
      float[] result = new float[kernel.length];
      for (int i = 0; i < in; i++) {
        for (int o = 0; o < out; o++) {
          result[o * in + i] = kernel[i * out + o];
        }
      }
      return manager.create(result, new Shape(out, in));
    }

    List<NDArray> linear(String prefix, int in, int out) {
      return List.of(transposed(prefix + "kernel", in, out), plain(prefix + "bias", out));
    }

    List<NDArray> normalization(String prefix, int features) {
      return List.of(plain(prefix + "gamma", features), plain(prefix + "beta", features));
    }
  }
}
